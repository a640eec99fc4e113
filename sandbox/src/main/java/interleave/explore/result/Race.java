package interleave.explore.result;

/**
 * Two accesses of one variable by different threads, at least one a write, neither of which
 * happens-before the other.
 *
 * @param variable what both use, such as {@code Counter.value}
 * @param first the access that came first in the schedule
 * @param second the other
 */
public record Race(String variable, Access first, Access second) {
  /**
   * One side of a race.
   *
   * @param thread the thread's name
   * @param write whether it writes
   * @param source the source file's name, may be empty
   * @param line the line, 0 when unknown
   */
  public record Access(String thread, boolean write, String source, int line) {
    private String words() {
      return thread + (write ? " writes" : " reads") + " it (line " + line + ")";
    }
  }

  /** The race as one sentence. */
  public String sentence() {
    return variable
        + ": "
        + first.words()
        + " and "
        + second.words()
        + ", and nothing orders the two.";
  }
}
