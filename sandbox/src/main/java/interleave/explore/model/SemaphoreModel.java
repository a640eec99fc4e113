package interleave.explore.model;

import interleave.explore.schedule.Access;
import interleave.explore.schedule.Lab;
import interleave.explore.schedule.Wait;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Semaphores. */
@ModelOf(Semaphore.class)
public final class SemaphoreModel {
  private SemaphoreModel() {}

  private static Wait wait(Semaphore semaphore, int permits) {
    return Wait.until(
        "waits for a permit of", semaphore, () -> semaphore.availablePermits() >= permits);
  }

  private static void taken(Semaphore semaphore, int permits) {
    if (!semaphore.tryAcquire(permits)) {
      throw new IllegalStateException("Permits that were there could not be taken.");
    }
    Lab.tell("acquire", semaphore);
  }

  /** {@link Semaphore#acquire()}. */
  public static void acquire(Semaphore semaphore) throws InterruptedException {
    acquire(semaphore, 1);
  }

  /** {@link Semaphore#acquire(int)}. */
  public static void acquire(Semaphore semaphore, int permits) throws InterruptedException {
    if (!Lab.on()) {
      semaphore.acquire(permits);
      return;
    }
    Interrupts.acquire(semaphore, wait(semaphore, permits));
    taken(semaphore, permits);
  }

  /** {@link Semaphore#acquireUninterruptibly()}. */
  public static void acquireUninterruptibly(Semaphore semaphore) {
    acquireUninterruptibly(semaphore, 1);
  }

  /** {@link Semaphore#acquireUninterruptibly(int)}. */
  public static void acquireUninterruptibly(Semaphore semaphore, int permits) {
    if (!Lab.on()) {
      semaphore.acquireUninterruptibly(permits);
      return;
    }
    Lab.acquire(semaphore, wait(semaphore, permits));
    taken(semaphore, permits);
  }

  /** {@link Semaphore#tryAcquire()}. */
  public static boolean tryAcquire(Semaphore semaphore) {
    return tryAcquire(semaphore, 1);
  }

  /** {@link Semaphore#tryAcquire(int)}. */
  public static boolean tryAcquire(Semaphore semaphore, int permits) {
    if (!Lab.on()) {
      return semaphore.tryAcquire(permits);
    }
    Lab.use(semaphore, Access.UPDATE);
    boolean taken = semaphore.tryAcquire(permits);
    if (!taken) {
      Lab.failed(semaphore);
    }
    Lab.tell(taken ? "acquire" : "in vain tries to acquire", semaphore);
    return taken;
  }

  /** {@link Semaphore#tryAcquire(long, TimeUnit)}. */
  public static boolean tryAcquire(Semaphore semaphore, long time, TimeUnit unit)
      throws InterruptedException {
    return tryAcquire(semaphore, 1, time, unit);
  }

  /** {@link Semaphore#tryAcquire(int, long, TimeUnit)}. */
  public static boolean tryAcquire(Semaphore semaphore, int permits, long time, TimeUnit unit)
      throws InterruptedException {
    if (!Lab.on()) {
      return semaphore.tryAcquire(permits, time, unit);
    }
    Wait wait = wait(semaphore, permits).atMost(Interrupts.nanos(time, unit));
    boolean got = Interrupts.acquire(semaphore, wait);
    if (got) {
      taken(semaphore, permits);
    }
    return got;
  }

  /** {@link Semaphore#release()}. */
  public static void release(Semaphore semaphore) {
    release(semaphore, 1);
  }

  /** {@link Semaphore#release(int)}. */
  public static void release(Semaphore semaphore, int permits) {
    if (Lab.on()) {
      Lab.use(semaphore, Access.UPDATE);
    }
    semaphore.release(permits);
    if (Lab.on()) {
      Lab.tell("release", semaphore);
    }
  }

  /** {@link Semaphore#drainPermits}. */
  public static int drainPermits(Semaphore semaphore) {
    if (Lab.on()) {
      Lab.use(semaphore, Access.UPDATE);
    }
    return semaphore.drainPermits();
  }

  /** {@link Semaphore#availablePermits}. */
  public static int availablePermits(Semaphore semaphore) {
    if (Lab.on()) {
      Lab.use(semaphore, Access.VOLATILE_READ);
    }
    return semaphore.availablePermits();
  }
}
