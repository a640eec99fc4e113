package interleave.explore.schedule;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Carries the threads of one execution on the thread that calls {@link #carry}.
 *
 * <p>They are virtual threads whose scheduler is this object's queue. So exactly one of them runs
 * at a time, a hand-over costs no kernel call, and a thread that blocks in a way the explorer does
 * not know is noticed at once: it gives the turn back without saying to whom.
 */
final class Carrier {
  private final Queue<Runnable> mounted = new ConcurrentLinkedQueue<>();
  private @Nullable Strand current;
  private @Nullable Strand handed;

  /** A virtual thread that is carried here. */
  Thread body(Runnable task) {
    return Bodies.of(mounted, task);
  }

  /** The thread whose turn it is, null for none. */
  @Nullable Strand current() {
    return current;
  }

  /** The thread that the calling one stands for, null for one that is not carried. */
  @Nullable Strand caller() {
    Strand strand = current;
    return strand != null && strand.body == Thread.currentThread() ? strand : null;
  }

  /** Whose turn is next. */
  void hand(Strand next) {
    handed = next;
  }

  /** Gives the turn to another thread; returns when it is back, or the execution is over. */
  void hand(Strand me, Strand next, Run run) {
    handed = next;
    while (current != me || handed != null) {
      LockSupport.park();
      if (run.over()) {
        throw new Stop();
      }
    }
  }

  /** Gives turns as they are handed on; returns when nobody was named, or the execution is over. */
  void carry(Run run) {
    for (Strand next = handed; next != null && !run.over(); next = handed) {
      handed = null;
      current = next;
      resume(next);
    }
  }

  /** Lets every thread that has begun unwind. */
  void unwind(Iterable<Strand> strands) {
    for (Strand strand : strands) {
      if (strand.begun && !strand.done) {
        current = strand;
        resume(strand);
      }
    }
    current = null;
  }

  private void resume(Strand strand) {
    Thread body = strand.body;
    if (body == null) {
      throw new IllegalStateException("a thread without a body");
    }
    if (strand.begun) {
      LockSupport.unpark(body);
    } else {
      strand.begun = true;
      body.start();
    }
    for (Runnable part = mounted.poll(); part != null; part = mounted.poll()) {
      part.run();
    }
  }
}
