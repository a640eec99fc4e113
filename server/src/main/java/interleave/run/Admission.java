package interleave.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/**
 * Lets a bounded number in at a time and tells the others their place: first come first served, but
 * light ones before heavy ones, who never have more than a part of the places.
 */
final class Admission {
  private final int places;
  private final int heavyPlaces;
  private int taken;
  private int heavyTaken;
  private final Deque<Ticket> light = new ArrayDeque<>();
  private final Deque<Ticket> heavy = new ArrayDeque<>();

  /** A quarter of the places is for heavy ones too, but one at least. */
  Admission(int places) {
    this.places = places;
    this.heavyPlaces = Math.max(1, places / 4);
  }

  /** A place, or a place in the queue; closing it lets the next one in. */
  final class Ticket implements AutoCloseable {
    private final boolean isHeavy;
    private final IntConsumer ahead;
    private final CompletableFuture<Void> admitted = new CompletableFuture<>();
    private boolean closed;
    private int told;

    private Ticket(boolean isHeavy, IntConsumer ahead) {
      this.isHeavy = isHeavy;
      this.ahead = ahead;
    }

    private void tell(int position) {
      if (position != told) {
        told = position;
        ahead.accept(position);
      }
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
          if (!light.remove(this) && !heavy.remove(this)) {
            taken--;
            heavyTaken -= isHeavy ? 1 : 0;
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
  Ticket enter(IntConsumer ahead) {
    return enter(false, ahead);
  }

  /**
   * Asks for a place.
   *
   * @param isHeavy whether to wait for all who are not
   * @param ahead told how many come first, each time that changes and is not 0; must not block
   */
  synchronized Ticket enter(boolean isHeavy, IntConsumer ahead) {
    Ticket ticket = new Ticket(isHeavy, ahead);
    (isHeavy ? heavy : light).addLast(ticket);
    advance();
    return ticket;
  }

  /** How many wait. */
  synchronized int waiting() {
    return light.size() + heavy.size();
  }

  /** Lets in who may come in, and tells the others if their place has changed. */
  private void advance() {
    while (taken < places && !light.isEmpty()) {
      admit(light);
    }
    while (taken < places && heavyTaken < heavyPlaces && !heavy.isEmpty()) {
      heavyTaken++;
      admit(heavy);
    }
    int position = 1;
    for (Deque<Ticket> queue : List.of(light, heavy)) {
      for (Ticket waiting : queue) {
        waiting.tell(position++);
      }
    }
  }

  private void admit(Deque<Ticket> queue) {
    taken++;
    queue.removeFirst().admitted.complete(null);
  }
}
