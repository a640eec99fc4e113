package interleave.explore.model;

import interleave.explore.schedule.Ending;
import interleave.explore.schedule.Lab;
import interleave.explore.schedule.LabThreads;

/** wait and notify. */
@ModelOf(Object.class)
public final class ObjectModel {
  private ObjectModel() {}

  /** {@link Object#wait()}. */
  public static void wait(Object on) throws InterruptedException {
    if (Lab.on()) {
      await(on, -1);
    } else {
      on.wait();
    }
  }

  /** {@link Object#wait(long)}. */
  public static void wait(Object on, long millis) throws InterruptedException {
    if (Lab.on()) {
      if (millis < 0) {
        throw new IllegalArgumentException("timeout value is negative");
      }
      await(on, millis == 0 ? -1 : millis * 1_000_000);
    } else {
      on.wait(millis);
    }
  }

  private static void await(Object on, long nanos) throws InterruptedException {
    if (LabThreads.await(on, nanos) == Ending.INTERRUPTED) {
      LabThreads.interrupted(LabThreads.self(), true);
      throw new InterruptedException();
    }
  }

  /** {@link Object#notify}. */
  public static void notify(Object on) {
    if (Lab.on()) {
      LabThreads.wake(on, false);
    } else {
      on.notify();
    }
  }

  /** {@link Object#notifyAll}. */
  public static void notifyAll(Object on) {
    if (Lab.on()) {
      LabThreads.wake(on, true);
    } else {
      on.notifyAll();
    }
  }
}
