package interleave.agent;

import interleave.protocol.SessionReply;
import interleave.protocol.Wire;
import interleave.protocol.WireException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends replies to the server, whole frame after whole frame.
 *
 * <p>The thread that prints is the thread that writes: a {@code println} costs its system call, as
 * it does on a terminal, and no other thread is woken for it. When the server reads slowly, the
 * printing thread waits.
 */
final class Reports {
  private final OutputStream out;
  private final Wire<SessionReply> wire = new Wire<>(SessionReply.class, Wire.EVENT_BOUND);
  private final ReentrantLock lock = new ReentrantLock();

  Reports(OutputStream out) {
    this.out = out;
  }

  void send(SessionReply reply) {
    // An interrupted thread still reports: a stream write is no interruption point.
    lock.lock();
    try {
      wire.write(out, reply);
    } catch (WireException e) {
      // Larger than a frame may be, though all texts are cut: it goes untold, and the JVM lives.
    } catch (IOException e) {
      // The server has hung up; there is no one to tell.
      Runtime.getRuntime().halt(0);
    } finally {
      lock.unlock();
    }
  }
}
