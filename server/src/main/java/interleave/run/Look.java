package interleave.run;

import java.time.Duration;

/**
 * What was seen of a session's JVM when it was last looked at.
 *
 * @param nanos when that was
 * @param unaccounted processor time that no run was charged with
 * @param busy how many looks in a row have found it computing though nothing ran
 */
record Look(SessionJvm jvm, long nanos, Duration unaccounted, int busy) {
  /** A JVM in which nothing runs computes no more than this part of the time, for long. */
  private static final int HOUSEKEEPING_PART = 10;

  /** What the JIT compiler still does after a run is done within so many looks. */
  private static final int PATIENT_LOOKS = 3;

  static Look first(SessionJvm jvm) {
    return new Look(jvm, System.nanoTime(), jvm.unaccounted(), 0);
  }

  /**
   * Looks again.
   *
   * @param idle whether nothing runs in the JVM that we know of
   */
  Look again(boolean idle) {
    Look now = first(jvm);
    boolean computed =
        now.unaccounted.minus(unaccounted).toNanos() * HOUSEKEEPING_PART > now.nanos - nanos;
    return new Look(jvm, now.nanos, now.unaccounted, !idle ? busy : computed ? busy + 1 : 0);
  }

  /** Whether it keeps computing though nothing runs in it. */
  boolean isBusyForNobody() {
    return busy >= PATIENT_LOOKS;
  }
}
