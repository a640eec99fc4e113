package interleave.agent;

import interleave.protocol.Event;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands in for {@code System.in}: bytes that the reader types in the page, asked for when needed.
 */
final class ReaderInput extends InputStream {
  private final Runs runs;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Deque<byte[]> pieces = new ArrayDeque<>();
  private int used;
  private boolean ended;

  ReaderInput(Runs runs) {
    this.runs = runs;
  }

  void offer(String text, boolean end) {
    lock.lock();
    try {
      if (!text.isEmpty()) {
        pieces.add(text.getBytes(StandardCharsets.UTF_8));
      }
      ended = end;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A new run reads anew past an end; what was typed ahead is kept. */
  void reopen() {
    lock.lock();
    try {
      ended = false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() throws InterruptedIOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws InterruptedIOException {
    if (length == 0) {
      return 0;
    }
    lock.lock();
    try {
      if (pieces.isEmpty() && !ended) {
        runs.report(new Event.InputWanted());
      }
      while (pieces.isEmpty()) {
        if (ended) {
          return -1;
        }
        arrived.await();
      }
      byte[] first = pieces.getFirst();
      int count = Math.min(length, first.length - used);
      System.arraycopy(first, used, into, offset, count);
      used += count;
      if (used == first.length) {
        pieces.removeFirst();
        used = 0;
      }
      return count;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for input");
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int available() {
    lock.lock();
    try {
      return pieces.stream().mapToInt(p -> p.length).sum() - used;
    } finally {
      lock.unlock();
    }
  }
}
