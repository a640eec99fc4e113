package interleave.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets a bounded number in at a time and tells the others their place: first come first served, but
 * light ones before heavy ones, who never have more than a part of the places. One that must be
 * alone waits until those who are in have left, and meanwhile keeps later ones out.
 */
final class Admission {
  private final int places;
  private final int heavyPlaces;
  private int taken;
  private int heavyTaken;
  private boolean isOneAlone;

  /** Whether those who waited while one was alone come in before the next one who wants to be. */
  private boolean othersFirst;

  private final Deque<Ticket> alone = new ArrayDeque<>();
  private final Deque<Ticket> light = new ArrayDeque<>();
  private final Deque<Ticket> heavy = new ArrayDeque<>();

  /** A quarter of the places is for heavy ones too, but one at least. */
  Admission(int places) {
    this.places = places;
    this.heavyPlaces = Math.max(1, places / 4);
  }

  /**
   * How somebody wants to come in.
   *
   * @param isHeavy whether to wait for all who are not
   * @param isAlone whether nobody else may be in
   */
  record Manner(boolean isHeavy, boolean isAlone) {
    /** Beside others, and in order. */
    static final Manner USUAL = new Manner(false, false);
  }

  /** A place, or a place in the queue; closing it lets the next one in. */
  final class Ticket implements AutoCloseable {
    private final Manner manner;
    private final IntConsumer ahead;
    private final CompletableFuture<Void> admitted = new CompletableFuture<>();
    private boolean closed;
    private int told;

    private Ticket(Manner manner, IntConsumer ahead) {
      this.manner = manner;
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
          if (!queue(manner).remove(this)) {
            leave(manner);
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
    return enter(Manner.USUAL, ahead);
  }

  /**
   * Asks for a place.
   *
   * @param ahead told how many come first, each time that changes and is not 0; must not block
   */
  synchronized Ticket enter(Manner manner, IntConsumer ahead) {
    Ticket ticket = new Ticket(manner, ahead);
    queue(manner).addLast(ticket);
    advance();
    return ticket;
  }

  /** How many wait. */
  synchronized int waiting() {
    return alone.size() + light.size() + heavy.size();
  }

  private Deque<Ticket> queue(Manner manner) {
    return manner.isHeavy() ? heavy : manner.isAlone() ? alone : light;
  }

  private void leave(Manner manner) {
    taken--;
    heavyTaken -= manner.isHeavy() ? 1 : 0;
    if (manner.isAlone()) {
      isOneAlone = false;
      othersFirst = true;
    }
  }

  /** Lets in who may come in, and tells the others if their place has changed. */
  private void advance() {
    if (othersFirst || alone.isEmpty()) {
      while (hasPlace() && !light.isEmpty()) {
        admit(light);
      }
      while (hasPlace() && heavyTaken < heavyPlaces && mayEnter(heavy.peekFirst())) {
        admit(heavy);
      }
      othersFirst &= hasPlace() && !light.isEmpty();
    }
    if (taken == 0 && !alone.isEmpty()) {
      admit(alone);
    }
    int position = 1;
    for (Deque<Ticket> queue : List.of(alone, light, heavy)) {
      for (Ticket waiting : queue) {
        waiting.tell(position++);
      }
    }
  }

  private boolean hasPlace() {
    return !isOneAlone && taken < places;
  }

  private boolean mayEnter(@Nullable Ticket ticket) {
    return ticket != null && (!ticket.manner.isAlone() || taken == 0);
  }

  private void admit(Deque<Ticket> queue) {
    Ticket ticket = queue.removeFirst();
    taken++;
    heavyTaken += ticket.manner.isHeavy() ? 1 : 0;
    isOneAlone |= ticket.manner.isAlone();
    ticket.admitted.complete(null);
  }
}
