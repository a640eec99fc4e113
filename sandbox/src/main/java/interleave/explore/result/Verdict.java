package interleave.explore.result;

/**
 * What kind of failure an execution shows, from the one that teaches most to the one that teaches
 * least: of the failures found, the first in this order with the fewest preemptions is told.
 *
 * <p>A data race stands last, since a consequence of it (a failed assertion, a deadlock) says more;
 * the accesses that race are then told beside the consequence.
 */
public enum Verdict {
  /** An {@code AssertionError} left a thread. */
  ASSERTION("assertion"),
  /** Another exception or error left a thread. */
  EXCEPTION("exception"),
  /** The calls of a history return what no sequential order of them could. */
  NOT_LINEARIZABLE("not-linearizable"),
  /** Threads wait for each other, or for what nobody is left to do. */
  DEADLOCK("deadlock"),
  /** A thread waits for a notification that has already been given, or was given to another. */
  LOST_WAKEUP("lost-wakeup"),
  /** Threads run and run, and nothing they could do ends it. */
  NO_PROGRESS("no-progress"),
  /** Two accesses, one of them a write, that nothing orders (JLS 17.4.5). */
  DATA_RACE("data-race");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /** The verdict as events and pages write it. */
  public String word() {
    return word;
  }
}
