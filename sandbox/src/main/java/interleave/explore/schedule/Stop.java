package interleave.explore.schedule;

/** Unwinds the threads of an execution that is over. */
final class Stop extends Error {
  private static final long serialVersionUID = 1L;

  Stop() {
    super(null, null, false, false);
  }
}
