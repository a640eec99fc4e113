package interleave.explore.model;

import interleave.explore.schedule.Access;
import interleave.explore.schedule.Lab;
import interleave.explore.schedule.Wait;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Latches. */
@ModelOf(CountDownLatch.class)
public final class LatchModel {
  private LatchModel() {}

  private static Wait wait(CountDownLatch latch) {
    return Wait.until("waits for", latch, () -> latch.getCount() == 0);
  }

  /** {@link CountDownLatch#await()}. */
  public static void await(CountDownLatch latch) throws InterruptedException {
    if (!Lab.on()) {
      latch.await();
      return;
    }
    Interrupts.await(wait(latch));
    Lab.tell("passes", latch);
  }

  /** {@link CountDownLatch#await(long, TimeUnit)}. */
  public static boolean await(CountDownLatch latch, long time, TimeUnit unit)
      throws InterruptedException {
    if (!Lab.on()) {
      return latch.await(time, unit);
    }
    boolean open = Interrupts.await(wait(latch).atMost(Interrupts.nanos(time, unit)));
    Lab.tell(open ? "passes" : "gives up to wait for", latch);
    return open;
  }

  /** {@link CountDownLatch#countDown}. */
  public static void countDown(CountDownLatch latch) {
    if (!Lab.on()) {
      latch.countDown();
      return;
    }
    Lab.use(latch, Access.COUNT);
    latch.countDown();
    Lab.tell("countDown", latch);
  }

  /** {@link CountDownLatch#getCount}. */
  public static long getCount(CountDownLatch latch) {
    if (Lab.on()) {
      Lab.use(latch, Access.UPDATE);
    }
    return latch.getCount();
  }
}
