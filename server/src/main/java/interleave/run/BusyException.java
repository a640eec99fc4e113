package interleave.run;

/** The server has no room for another session; its message is a sentence for the reader. */
public final class BusyException extends Exception {
  private static final long serialVersionUID = 1L;

  BusyException(String message) {
    super(message);
  }
}
