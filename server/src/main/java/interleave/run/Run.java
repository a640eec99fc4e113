package interleave.run;

import interleave.protocol.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One run as its caller sees it: a stream of events that ends when nothing of the cell lives.
 *
 * <p>Whoever reports waits while too much is unread, so that a flood is slowed to the reader's
 * pace; pieces of one thread's output that wait together become one.
 */
public final class Run {
  private static final int MOST_WAITING = 512;
  private static final int LARGEST_PIECE = 16_000;

  /**
   * An event and the cell it is of.
   *
   * @param cell empty for the requested cell, else the id of one that it builds on
   */
  public record Told(Optional<String> cell, Event event) {}

  private final String cell;
  private final long outputBound;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Told> waiting = new ArrayDeque<>();
  private final CompletableFuture<Void> stop = new CompletableFuture<>();
  private final CompletableFuture<Void> flood = new CompletableFuture<>();
  private long printed;
  private boolean finished;
  private boolean closed;

  Run(String cell, long outputBound) {
    this.cell = cell;
    this.outputBound = outputBound;
  }

  /**
   * Takes what has been told since the last call.
   *
   * @param atMost how long to wait for something to be told
   * @return empty when nothing was, or when the run is over: see {@link #isOver}
   */
  public List<Told> take(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (waiting.isEmpty() && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      List<Told> all = new ArrayList<>(waiting);
      waiting.clear();
      changed.signalAll();
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing will be told any more and all has been taken. */
  public boolean isOver() {
    lock.lock();
    try {
      return closed && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the run and whatever lives on of it: the reader asks so, or has gone. */
  public void stop() {
    stop.complete(null);
  }

  /** The id of the requested cell. */
  String cell() {
    return cell;
  }

  /** Completes when the reader wants the run to end. */
  CompletableFuture<Void> stopped() {
    return stop;
  }

  /** Completes when the run has printed more than it may. */
  CompletableFuture<Void> flooded() {
    return flood;
  }

  /** Tells an event; blocks while too much is unread. Nothing is told after {@link #close}. */
  void tell(Optional<String> ofCell, Event event) {
    lock.lock();
    try {
      if (event instanceof Event.Output output && !admit(output)) {
        return;
      }
      if (event instanceof Event.Finished) {
        if (finished) {
          throw new IllegalStateException("a second Finished in the run of " + cell);
        }
        finished = true;
      }
      if (joinsLast(ofCell, event)) {
        changed.signalAll();
        return;
      }
      while (waiting.size() >= MOST_WAITING && !closed && !stop.isDone()) {
        // Bounded, so that a stop is seen even when nobody reads.
        changed.awaitNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
      if (!closed) {
        waiting.addLast(new Told(ofCell, event));
        changed.signalAll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more will come. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean admit(Event.Output output) {
    printed += output.text().getBytes(StandardCharsets.UTF_8).length;
    if (printed > outputBound) {
      flood.complete(null);
      return false;
    }
    return true;
  }

  private boolean joinsLast(Optional<String> ofCell, Event event) {
    if (!(event instanceof Event.Output next)
        || !(waiting.peekLast() instanceof Told(var lastCell, Event.Output last))
        || !lastCell.equals(ofCell)
        || last.threadId() != next.threadId()
        || last.stream() != next.stream()
        || !last.thread().equals(next.thread())
        || last.text().length() + next.text().length() > LARGEST_PIECE) {
      return false;
    }
    waiting.removeLast();
    waiting.addLast(
        new Told(
            ofCell,
            new Event.Output(
                last.stream(),
                last.thread(),
                last.threadId(),
                last.text() + next.text(),
                last.nanos())));
    return true;
  }
}
