package interleave.run;

/** A text that brought the compiler to its end; its message is a sentence for the reader. */
final class CompileException extends Exception {
  private static final long serialVersionUID = 1L;

  CompileException(String message) {
    super(message);
  }
}
