package interleave.explore.model;

import interleave.explore.schedule.Access;
import interleave.explore.schedule.Lab;
import interleave.explore.schedule.Wait;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** What there is to know about a lock before it is taken. */
final class Locks {
  /** Which read-write lock a read or write lock is a part of. */
  record Part(ReentrantReadWriteLock whole) {}

  private Locks() {}

  /**
   * Whether the explorer can say when the lock is free; a lock of the program's own is its code.
   */
  static boolean known(Lock lock) {
    return lock.getClass() == ReentrantLock.class || whole(lock) != null;
  }

  /** Remembers what a lock is a part of; a program gets its parts by calls that say so. */
  static <T extends Lock> T part(T lock, ReentrantReadWriteLock whole) {
    if (Lab.on()) {
      Lab.attached(lock, Part.class, () -> new Part(whole));
    }
    return lock;
  }

  static @Nullable ReentrantReadWriteLock whole(Lock lock) {
    return lock instanceof ReentrantReadWriteLock.ReadLock
            || lock instanceof ReentrantReadWriteLock.WriteLock
        ? Lab.attached(lock, Part.class, () -> new Part(new ReentrantReadWriteLock())).whole()
        : null;
  }

  /** What stands for the lock: both parts of a read-write lock are one. */
  static Object key(Lock lock) {
    ReentrantReadWriteLock whole = whole(lock);
    return whole == null ? lock : whole;
  }

  static boolean free(Lock lock) {
    ReentrantReadWriteLock whole = whole(lock);
    if (whole == null) {
      return lock instanceof ReentrantLock simple && !simple.isLocked();
    }
    return !whole.isWriteLocked()
        && (lock instanceof ReentrantReadWriteLock.ReadLock || whole.getReadLockCount() == 0);
  }

  /** Whether the calling thread can take it again without waiting. */
  static boolean mine(Lock lock) {
    ReentrantReadWriteLock whole = whole(lock);
    if (whole == null) {
      return lock instanceof ReentrantLock simple && simple.isHeldByCurrentThread();
    }
    return whole.isWriteLockedByCurrentThread()
        || (lock instanceof ReentrantReadWriteLock.ReadLock && whole.getReadHoldCount() > 0);
  }

  /** Whether the calling thread holds it, so that it can be given back. */
  static boolean held(Lock lock) {
    ReentrantReadWriteLock whole = whole(lock);
    if (whole == null) {
      return lock instanceof ReentrantLock simple && simple.isHeldByCurrentThread();
    }
    return lock instanceof ReentrantReadWriteLock.ReadLock
        ? whole.getReadHoldCount() > 0
        : whole.isWriteLockedByCurrentThread();
  }

  /** Read locks do not exclude each other, nor order what their holders do. */
  static Access access(Lock lock) {
    return lock instanceof ReentrantReadWriteLock.ReadLock ? Access.VOLATILE_READ : Access.TAKE;
  }

  /** What the holder does happens-before what those do who come after this object. */
  static Object into(Lock lock) {
    return lock instanceof ReentrantReadWriteLock.ReadLock ? lock : key(lock);
  }

  /** A write lock comes after the read locks too. */
  static void taken(Lock lock) {
    ReentrantReadWriteLock whole = whole(lock);
    if (whole != null && lock instanceof ReentrantReadWriteLock.WriteLock) {
      Lab.after(whole.readLock());
    }
  }

  static Wait wait(Lock lock) {
    return Wait.until("waits for", key(lock), () -> free(lock));
  }

  static String word(Lock lock) {
    return lock instanceof ReentrantReadWriteLock.ReadLock
        ? "read lock"
        : lock instanceof ReentrantReadWriteLock.WriteLock ? "write lock" : "lock";
  }
}
