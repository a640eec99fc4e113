package interleave.explore.model;

import interleave.explore.schedule.Ending;
import interleave.explore.schedule.Lab;
import interleave.explore.schedule.LabThreads;
import interleave.explore.schedule.Wait;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;

/** Conditions; who waits never wakes for no reason. */
@ModelOf(Condition.class)
public final class ConditionModel {
  private ConditionModel() {}

  private static boolean real(Condition condition) {
    return !Lab.on() || condition.getClass().getClassLoader() != null;
  }

  /** {@link Condition#await()}. */
  public static void await(Condition condition) throws InterruptedException {
    if (real(condition)) {
      condition.await();
    } else {
      waiting(condition, -1, true);
    }
  }

  /** {@link Condition#await(long, TimeUnit)}. */
  public static boolean await(Condition condition, long time, TimeUnit unit)
      throws InterruptedException {
    return real(condition)
        ? condition.await(time, unit)
        : waiting(condition, Interrupts.nanos(time, unit), true);
  }

  /** {@link Condition#awaitNanos}. */
  public static long awaitNanos(Condition condition, long nanos) throws InterruptedException {
    return real(condition)
        ? condition.awaitNanos(nanos)
        : waiting(condition, Math.max(0, nanos), true) ? Math.max(1, nanos / 2) : 0;
  }

  /** {@link Condition#awaitUninterruptibly}. */
  public static void awaitUninterruptibly(Condition condition) {
    if (real(condition)) {
      condition.awaitUninterruptibly();
      return;
    }
    try {
      waiting(condition, -1, false);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@link Condition#awaitUntil}. */
  public static boolean awaitUntil(Condition condition, Date deadline) throws InterruptedException {
    if (real(condition)) {
      return condition.awaitUntil(deadline);
    }
    long nanos = deadline.getTime() * 1_000_000 - SystemModel.epoch() - Lab.now();
    return waiting(condition, Math.max(0, nanos), true);
  }

  private static boolean waiting(Condition condition, long nanos, boolean interruptible)
      throws InterruptedException {
    Conditions known = Conditions.of(condition);
    known.check();
    if (interruptible) {
      Interrupts.check();
    }
    int holds = known.holds();
    BooleanSupplier woken = known.waiters().enter();
    Lab.tell("waits in await() of", condition);
    Object key = Locks.key(known.lock());
    Lab.release(key);
    Lab.holds(key, false);
    for (int i = 0; i < holds; i++) {
      known.lock().unlock();
    }
    Ending ending =
        Lab.await(
            new Wait(
                "waits in await() of",
                condition,
                () -> woken.getAsBoolean() && Locks.free(known.lock()),
                nanos,
                interruptible,
                true));
    boolean signalled = woken.getAsBoolean();
    known.waiters().leave();
    LockModel.again(known.lock(), holds);
    Lab.tell(signalled ? "wakes up, lock" : "its wait is over, lock", key);
    if (ending == Ending.INTERRUPTED && !signalled) {
      LabThreads.interrupted(LabThreads.self(), true);
      throw new InterruptedException();
    }
    return signalled;
  }

  /** {@link Condition#signal}. */
  public static void signal(Condition condition) {
    if (real(condition)) {
      condition.signal();
    } else {
      wake(condition, false);
    }
  }

  /** {@link Condition#signalAll}. */
  public static void signalAll(Condition condition) {
    if (real(condition)) {
      condition.signalAll();
    } else {
      wake(condition, true);
    }
  }

  private static void wake(Condition condition, boolean all) {
    Conditions known = Conditions.of(condition);
    known.check();
    Lab.signalled(condition);
    String whom = known.waiters().wake(all);
    Lab.tell(() -> (all ? "signalAll " : "signal ") + Lab.name(condition) + ", " + whom);
  }
}
