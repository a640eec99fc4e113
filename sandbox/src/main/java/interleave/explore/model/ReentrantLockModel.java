package interleave.explore.model;

import interleave.explore.schedule.Lab;
import java.util.concurrent.locks.ReentrantLock;

/** Questions to a reentrant lock whose answer other threads change. */
@ModelOf(ReentrantLock.class)
public final class ReentrantLockModel {
  private ReentrantLockModel() {}

  /** {@link ReentrantLock#isLocked}. */
  public static boolean isLocked(ReentrantLock lock) {
    if (Lab.on()) {
      Lab.attempt(lock);
      Lab.failed(lock);
    }
    return lock.isLocked();
  }
}
