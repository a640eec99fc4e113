package interleave.explore.model;

import interleave.explore.schedule.Ending;
import interleave.explore.schedule.Lab;
import interleave.explore.schedule.Wait;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** Locks: the real ones, taken only when they are free. */
@ModelOf(Lock.class)
public final class LockModel {
  private LockModel() {}

  private static boolean real(Lock lock) {
    return !Lab.on() || !Locks.known(lock) || Locks.mine(lock);
  }

  /** {@link Lock#lock}. */
  public static void lock(Lock lock) {
    if (real(lock)) {
      lock.lock();
      return;
    }
    Lab.acquire(Locks.key(lock), Locks.wait(lock), Locks.access(lock));
    taken(lock);
  }

  private static void taken(Lock lock) {
    if (!lock.tryLock()) {
      throw new IllegalStateException("A lock that was free could not be taken.");
    }
    Locks.taken(lock);
    Lab.holds(Locks.key(lock), true);
    Lab.tell(Locks.word(lock), Locks.key(lock));
  }

  /** {@link Lock#lockInterruptibly}. */
  public static void lockInterruptibly(Lock lock) throws InterruptedException {
    if (real(lock)) {
      lock.lockInterruptibly();
      return;
    }
    Interrupts.acquire(Locks.key(lock), Locks.wait(lock));
    taken(lock);
  }

  /** {@link Lock#tryLock()}. */
  public static boolean tryLock(Lock lock) {
    if (real(lock)) {
      return lock.tryLock();
    }
    Lab.attempt(Locks.key(lock));
    return tried(lock);
  }

  private static boolean tried(Lock lock) {
    if (Locks.free(lock)) {
      taken(lock);
      return true;
    }
    Lab.failed(Locks.key(lock));
    Lab.tell("in vain tries to " + Locks.word(lock), Locks.key(lock));
    return false;
  }

  /** {@link Lock#tryLock(long, TimeUnit)}. */
  public static boolean tryLock(Lock lock, long time, TimeUnit unit) throws InterruptedException {
    if (real(lock)) {
      return lock.tryLock(time, unit);
    }
    Wait wait = Locks.wait(lock).atMost(Interrupts.nanos(time, unit));
    Lab.attempt(Locks.key(lock));
    if (Locks.free(lock) || Interrupts.acquire(Locks.key(lock), wait)) {
      taken(lock);
      return true;
    }
    Lab.tell("in vain waits to " + Locks.word(lock), Locks.key(lock));
    return false;
  }

  /** {@link Lock#unlock}. */
  public static void unlock(Lock lock) {
    if (!Lab.on() || !Locks.known(lock) || !Locks.held(lock)) {
      lock.unlock();
      return;
    }
    Object key = Locks.key(lock);
    Lab.release(key, Locks.into(lock));
    lock.unlock();
    if (!Locks.held(lock)) {
      Lab.holds(key, false);
      Lab.tell("un" + Locks.word(lock).replace(' ', '-'), key);
    }
  }

  /** {@link Lock#newCondition}. */
  public static Condition newCondition(Lock lock) {
    Condition condition = lock.newCondition();
    if (Lab.on() && Locks.known(lock)) {
      Conditions.of(condition, lock);
    }
    return condition;
  }

  /** Ends a wait that cannot be interrupted. */
  static void again(Lock lock, int holds) {
    Ending ending = Lab.acquire(Locks.key(lock), Locks.wait(lock));
    for (int i = 0; i < holds && ending == Ending.OPEN; i++) {
      lock.lock();
    }
    Lab.holds(Locks.key(lock), true);
  }
}
