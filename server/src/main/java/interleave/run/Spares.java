package interleave.run;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Keeps warm JVMs waiting, so that a reader need not wait for one to start. */
final class Spares implements AutoCloseable {
  /** Whoever takes a spare is about to compile; another start at once would slow that down. */
  private static final long LET_THE_TAKER_RUN = 300;

  private final Start start;
  private final BlockingQueue<SessionJvm> waiting;
  private final Thread filler;
  private volatile boolean closed;

  /** How a JVM is started until it waits for its first run. */
  interface Start {
    SessionJvm jvm() throws IOException, InterruptedException;
  }

  /**
   * Begins to start them.
   *
   * @param count how many are to wait, at least 1
   */
  Spares(Start start, int count) {
    this.start = start;
    // One waits in the filler's hands.
    this.waiting = count == 1 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(count - 1);
    this.filler = Thread.ofPlatform().daemon().name("spares").start(this::fill);
  }

  /** A JVM that waits for its first run, started now if none did. */
  SessionJvm take() throws IOException, InterruptedException {
    Optional<SessionJvm> spare = takeWaiting();
    return spare.isPresent() ? spare.get() : start.jvm();
  }

  /** A JVM that waits for its first run, if there is one already. */
  Optional<SessionJvm> takeWaiting() {
    for (SessionJvm spare = waiting.poll(); spare != null; spare = waiting.poll()) {
      if (!spare.isGone()) {
        return Optional.of(spare);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    closed = true;
    filler.interrupt();
    for (SessionJvm spare = waiting.poll(); spare != null; spare = waiting.poll()) {
      spare.close();
    }
  }

  private void fill() {
    while (!closed) {
      try {
        offer(start.jvm());
        pause(LET_THE_TAKER_RUN);
      } catch (IOException e) {
        pause(1000); // perhaps the machine is short of processes; try again later
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void offer(SessionJvm spare) throws InterruptedException {
    try {
      waiting.put(spare);
    } catch (InterruptedException e) {
      spare.close();
      throw e;
    }
    if (closed) {
      spare.close();
    }
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
