package interleave.explore.model;

import interleave.explore.schedule.Lab;
import interleave.explore.schedule.WaitSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * What is known about a condition: its lock, and who waits.
 *
 * @param lock the lock that made it
 * @param waiters who waits for a signal
 */
record Conditions(Lock lock, WaitSet waiters) {
  static Conditions of(Condition condition, Lock lock) {
    return Lab.attached(condition, Conditions.class, () -> new Conditions(lock, new WaitSet()));
  }

  static Conditions of(Condition condition) {
    return Lab.attached(
        condition,
        Conditions.class,
        () -> {
          throw new IllegalStateException(
              "A condition whose lock was not seen to make it; call newCondition() in the"
                  + " program.");
        });
  }

  void check() {
    if (!Locks.held(lock)) {
      throw new IllegalMonitorStateException();
    }
  }

  int holds() {
    return lock instanceof ReentrantLock simple
        ? simple.getHoldCount()
        : lock instanceof ReentrantReadWriteLock.WriteLock write ? write.getHoldCount() : 1;
  }
}
