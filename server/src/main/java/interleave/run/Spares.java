package interleave.run;

import interleave.resources.Limits;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps warm session JVMs waiting, so that a new reader need not wait for one to start. */
final class Spares implements AutoCloseable {
  /** Whoever takes a spare is about to compile; another start at once would slow that down. */
  private static final long LET_THE_TAKER_RUN = 300;

  private final Boxes boxes;
  private final Limits limits;
  private final BlockingQueue<SessionJvm> waiting;
  private final Thread filler;
  private volatile boolean closed;

  Spares(Boxes boxes, Jvms jvms) {
    this.boxes = boxes;
    this.limits = jvms.session();
    this.waiting = new ArrayBlockingQueue<>(jvms.spares());
    this.filler = Thread.ofPlatform().daemon().name("spares").start(this::fill);
  }

  /** A JVM that waits for its first run. */
  SessionJvm take() throws IOException, InterruptedException {
    for (SessionJvm spare = waiting.poll(); spare != null; spare = waiting.poll()) {
      if (!spare.isGone()) {
        return spare;
      }
    }
    return start();
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
        SessionJvm spare = start();
        waiting.put(spare);
        pause(LET_THE_TAKER_RUN);
        if (closed) {
          spare.close();
        }
      } catch (IOException e) {
        pause(1000); // perhaps the machine is short of processes; try again later
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SessionJvm start() throws IOException, InterruptedException {
    return SessionJvm.started(boxes.session(limits), limits);
  }
}
