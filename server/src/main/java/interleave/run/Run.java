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
  private static final int FREE_NAME = 200;

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

  /** How much it may print, in bytes of UTF-8. */
  long outputBound() {
    return outputBound;
  }

  /** Completes when the run has printed more than it may. */
  CompletableFuture<Void> flooded() {
    return flood;
  }

  /**
   * Tells an event of the server's own. Never blocks, since the caller may hold a place or a lock;
   * these are few. Nothing is told after {@link #close}.
   */
  void tell(Optional<String> ofCell, Event event) {
    lock.lock();
    try {
      if (event instanceof Event.Finished) {
        if (finished) {
          throw new IllegalStateException("a second Finished in the run of " + cell);
        }
        finished = true;
      }
      add(ofCell, event);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Passes on what a session JVM said. Blocks while too much is unread; after a stop, what finds no
   * room is dropped. All that is passed on counts against the run's output.
   */
  void relay(Optional<String> ofCell, Event event) {
    lock.lock();
    try {
      if (!admit(event)) {
        return;
      }
      if (joinsLast(ofCell, event)) {
        changed.signalAll();
        return;
      }
      while (waiting.size() >= MOST_WAITING && !closed && !stop.isDone()) {
        // Bounded, so that a stop is seen even when nobody reads.
        changed.awaitNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
      if (waiting.size() < MOST_WAITING) {
        add(ofCell, event);
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

  private void add(Optional<String> ofCell, Event event) {
    if (!closed) {
      waiting.addLast(new Told(ofCell, event));
      changed.signalAll();
    }
  }

  private boolean admit(Event event) {
    printed += size(event);
    if (printed > outputBound) {
      flood.complete(null);
      return false;
    }
    return true;
  }

  /** What an event counts; honest names are short and free. */
  private static long size(Event event) {
    return switch (event) {
      case Event.Output(_, String thread, _, String text, _) ->
          bytes(text) + Math.max(0, thread.length() - FREE_NAME);
      case Event.Value(String name, String javaType, String text) ->
          (long) bytes(name) + bytes(javaType) + bytes(text);
      case Event.Display(String mime, String data) -> (long) bytes(mime) + bytes(data);
      case Event.Threw threw ->
          bytes(threw.exception())
              + threw.message().map(Run::bytes).orElse(0)
              + threw.frames().stream().mapToLong(f -> bytes(f.method())).sum()
              + threw.cause().map(Run::size).orElse(0L);
      case Event.StillRunning(var threads, var processes, var remarks) ->
          threads.stream().mapToLong(t -> Math.max(0, t.name().length() - FREE_NAME)).sum()
              + processes.stream()
                  .mapToLong(p -> Math.max(0, p.command().length() - FREE_NAME))
                  .sum()
              + remarks.stream().mapToLong(r -> Math.max(0, r.length() - FREE_NAME)).sum();
      case Event.InputWanted() -> 1;
      case Event.ProcessStarted started -> bytes(started.command());
      case Event.ProcessEnded _ -> 1;
      case Event.Deadlock _, Event.Stuck _ -> 1;
      // Few when they are honest, and made of many parts: the length of all of them will do.
      case Event.Progress _,
          Event.Benchmark _,
          Event.Remark _,
          Event.Outcomes _,
          Event.Schedule _,
          Event.Explored _ ->
          event.toString().length();
      case Event.Drawn _,
          Event.Machine _,
          Event.Queued _,
          Event.Restarted _,
          Event.Problem _,
          Event.Heartbeat _,
          Event.Ran _,
          Event.CutOff _,
          Event.Finished _ ->
          0;
    };
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
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
