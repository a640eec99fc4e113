package interleave.explore.model;

import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The parts of a reentrant read-write lock. */
@ModelOf(ReentrantReadWriteLock.class)
public final class ReentrantReadWriteLockModel {
  private ReentrantReadWriteLockModel() {}

  /** {@link ReentrantReadWriteLock#readLock}. */
  public static ReentrantReadWriteLock.ReadLock readLock(ReentrantReadWriteLock lock) {
    return Locks.part(lock.readLock(), lock);
  }

  /** {@link ReentrantReadWriteLock#writeLock}. */
  public static ReentrantReadWriteLock.WriteLock writeLock(ReentrantReadWriteLock lock) {
    return Locks.part(lock.writeLock(), lock);
  }
}
