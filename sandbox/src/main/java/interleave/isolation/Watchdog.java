package interleave.isolation;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Looks at every living box four times a second, and ends those that use too much. */
final class Watchdog implements AutoCloseable {

  private static final long PERIOD_MILLIS = 250;

  private final Supplier<Collection<BoxedProcess>> boxes;
  private final Thread thread;

  /** Starts to watch what the supplier gives, until closed. */
  Watchdog(Supplier<Collection<BoxedProcess>> boxes) {
    this.boxes = boxes;
    this.thread = Thread.ofPlatform().daemon().name("box-watchdog").start(this::watch);
  }

  private void watch() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
        boxes.get().forEach(BoxedProcess::endIfExcessive);
      }
    } catch (InterruptedException closed) {
      // Nothing is left to be watched.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
