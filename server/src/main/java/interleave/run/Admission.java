package interleave.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/**
 * Lets a bounded number in at a time, first come first served, and tells the others their place.
 */
final class Admission {
  private final int places;
  private int taken;
  private final Deque<Ticket> queue = new ArrayDeque<>();

  Admission(int places) {
    this.places = places;
  }

  /** A place, or a place in the queue; closing it lets the next one in. */
  final class Ticket implements AutoCloseable {
    private final IntConsumer ahead;
    private final CompletableFuture<Void> admitted = new CompletableFuture<>();
    private boolean closed;

    private Ticket(IntConsumer ahead) {
      this.ahead = ahead;
    }

    /** Completes when the holder may go on. */
    CompletableFuture<Void> admitted() {
      return admitted;
    }

    /** Gives the place back, or leaves the queue. */
    @Override
    public void close() {
      synchronized (Admission.this) {
        if (!closed) {
          closed = true;
          if (!queue.remove(this)) {
            taken--;
          }
          advance();
        }
      }
    }
  }

  /**
   * Asks for a place.
   *
   * @param ahead told how many come first, each time that changes and is not 0; must not block
   */
  synchronized Ticket enter(IntConsumer ahead) {
    Ticket ticket = new Ticket(ahead);
    queue.addLast(ticket);
    advance();
    return ticket;
  }

  /** How many wait. */
  synchronized int waiting() {
    return queue.size();
  }

  private void advance() {
    boolean moved = false;
    while (taken < places && !queue.isEmpty()) {
      taken++;
      moved = true;
      queue.removeFirst().admitted.complete(null);
    }
    int position = 1;
    for (Ticket waiting : queue) {
      if (moved || position == queue.size()) {
        waiting.ahead.accept(position);
      }
      position++;
    }
  }
}
