package interleave.run;

import interleave.protocol.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Writes messages to a box in order; whoever sends never waits for a box that does not read. */
final class Outbox<T> implements AutoCloseable {
  /** A box that leaves this many unread is stuck. */
  private static final int MOST_WAITING = 256;

  private final BlockingQueue<T> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Runnable broken;
  private final Thread writer;

  /**
   * An outbox.
   *
   * @param broken ends the box: it is stuck, or no longer there
   */
  Outbox(String name, Wire<T> wire, OutputStream out, Runnable broken) {
    this.broken = broken;
    this.writer = Thread.ofPlatform().daemon().name(name).start(() -> write(wire, out));
  }

  void send(T message) {
    if (!waiting.offer(message)) {
      broken.run();
    }
  }

  /** Ends the writing; what still waits is for nobody. */
  @Override
  public void close() {
    writer.interrupt();
  }

  private void write(Wire<T> wire, OutputStream out) {
    try {
      while (true) {
        wire.write(out, waiting.take());
      }
    } catch (IOException e) {
      broken.run();
    } catch (InterruptedException e) {
      // Closed.
    }
  }
}
