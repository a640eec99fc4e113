package interleave.explore.model;

import interleave.explore.schedule.Ending;
import interleave.explore.schedule.Lab;
import interleave.explore.schedule.LabThreads;
import interleave.explore.schedule.Wait;
import java.util.concurrent.TimeUnit;

/** Ends waits as the JDK does: an interrupt is thrown and its status cleared. */
final class Interrupts {
  private Interrupts() {}

  /** Throws if the calling thread is interrupted. */
  static void check() throws InterruptedException {
    if (LabThreads.interrupted(LabThreads.self(), true)) {
      throw new InterruptedException();
    }
  }

  /** Waits and takes; false when the time ran out. */
  static boolean acquire(Object on, Wait wait) throws InterruptedException {
    check();
    return ended(Lab.acquire(on, wait.unlessInterrupted()));
  }

  /** Waits; false when the time ran out. */
  static boolean await(Wait wait) throws InterruptedException {
    check();
    return ended(Lab.await(wait.unlessInterrupted()));
  }

  private static boolean ended(Ending ending) throws InterruptedException {
    if (ending == Ending.INTERRUPTED) {
      check();
    }
    return ending != Ending.TIMEOUT;
  }

  /** A duration in nanoseconds, not negative. */
  static long nanos(long time, TimeUnit unit) {
    return Math.max(0, unit.toNanos(time));
  }
}
