package interleave.explore.model;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The parts of a read-write lock. */
@ModelOf(ReadWriteLock.class)
public final class ReadWriteLockModel {
  private ReadWriteLockModel() {}

  /** {@link ReadWriteLock#readLock}. */
  public static Lock readLock(ReadWriteLock lock) {
    return lock instanceof ReentrantReadWriteLock whole
        ? Locks.part(whole.readLock(), whole)
        : lock.readLock();
  }

  /** {@link ReadWriteLock#writeLock}. */
  public static Lock writeLock(ReadWriteLock lock) {
    return lock instanceof ReentrantReadWriteLock whole
        ? Locks.part(whole.writeLock(), whole)
        : lock.writeLock();
  }
}
