package interleave.explore.model;

import interleave.explore.schedule.Access;
import interleave.explore.schedule.Lab;
import interleave.explore.schedule.Wait;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for a future's result. */
@ModelOf(Future.class)
public final class FutureModel {
  private FutureModel() {}

  /** {@link Future#get()}. */
  public static Object get(Future<?> future) throws InterruptedException, ExecutionException {
    if (real(future)) {
      return future.get();
    }
    Interrupts.await(wait(future));
    done(future);
    return future.get();
  }

  /** {@link Future#get(long, TimeUnit)}. */
  public static Object get(Future<?> future, long time, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (real(future)) {
      return future.get(time, unit);
    }
    if (!Interrupts.await(wait(future).atMost(Interrupts.nanos(time, unit)))) {
      throw new TimeoutException();
    }
    done(future);
    return future.get();
  }

  private static boolean real(Future<?> future) {
    return !Lab.on()
        || (future.getClass().getClassLoader() != null && !(future instanceof PoolTask));
  }

  static Wait wait(Future<?> future) {
    return Wait.until("waits for the result of", future, future::isDone);
  }

  /** What made the result happens-before the return. */
  static void done(Future<?> future) {
    if (future instanceof CompletableFuture) {
      Lab.use(CompletableFuture.class, Access.VOLATILE_READ);
    } else if (!(future instanceof PoolTask)) {
      Lab.afterAll(); // a FutureTask that the program runs itself does not tell when it is done
    }
    Lab.tell("has the result of", future);
  }
}
