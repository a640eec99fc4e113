package interleave.explore.schedule;

import interleave.explore.result.Verdict;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The threads of one execution: their birth, their end, and who is behind a {@code Thread}. */
final class Threads {
  private final Run run;
  private final Map<Thread, Strand> byFace = new IdentityHashMap<>();
  private final Map<Thread, Runnable> tasks = new IdentityHashMap<>();

  Threads(Run run) {
    this.run = run;
  }

  @Nullable Strand of(Thread face) {
    return byFace.get(face);
  }

  /** Remembers what a virtual thread, which does not tell its task, is to run. */
  void remember(Thread face, Runnable task) {
    tasks.put(face, task);
  }

  @SuppressWarnings("DoNotCall") // on a thread of our own, which is the point
  Runnable task(Thread face) {
    Runnable task = tasks.get(face);
    return task == null ? face::run : task;
  }

  Strand add(Thread face, Runnable task, boolean daemon) {
    Strand strand = new Strand(run.strands().size(), face, daemon);
    run.strands().add(strand);
    byFace.put(face, strand);
    strand.body = run.carrier.body(() -> live(strand, task));
    return strand;
  }

  /** Starts a thread for another: what the starter did happens-before all that it does. */
  Strand start(Strand me, Thread face, Runnable task, boolean daemon) {
    Strand strand = add(face, task, daemon);
    strand.clock.join(me.clock);
    me.clock.tick(me.number);
    me.chain = Order.mix(me.chain + 0x51ED270B);
    strand.chain = Order.mix(me.chain + strand.number);
    return strand;
  }

  private void live(Strand me, Runnable task) {
    try {
      begin(me);
      task.run();
      end(me);
    } catch (Stop over) {
      me.done = true;
    } catch (Throwable thrown) {
      try {
        died(me, thrown);
      } catch (Stop over) {
        me.done = true;
      }
    }
  }

  private void begin(Strand me) {
    me.ops++;
    Cell life = run.cells.at(me.face, Cell.OBJECT);
    run.order.note(me, life, 1);
  }

  private void end(Strand me) {
    me.ops++;
    Cell life = run.cells.at(me.face, Cell.OBJECT);
    run.order.note(me, life, 2);
    run.order.release(me, life);
    me.done = true;
    me.wait = null;
    boolean left = run.strands().stream().anyMatch(s -> !s.done && !s.daemon);
    if (left) {
      run.leave(me);
    } else {
      run.end(Finish.fine());
    }
  }

  private void died(Strand me, Throwable thrown) {
    if (run.over()) {
      throw new Stop();
    }
    Told.thrown(run, me, thrown);
    if (me.number > 0 && handled(me, thrown)) {
      end(me);
      return;
    }
    me.done = true;
    run.end(
        Finish.failed(
            thrown instanceof AssertionError ? verdict(thrown) : Verdict.EXCEPTION,
            me.name() + " ends with " + Standstill.words(thrown)));
  }

  private static Verdict verdict(Throwable thrown) {
    return thrown instanceof NotLinearizable ? Verdict.NOT_LINEARIZABLE : Verdict.ASSERTION;
  }

  private static boolean handled(Strand me, Throwable thrown) {
    Thread.UncaughtExceptionHandler handler = me.face.getUncaughtExceptionHandler();
    // A thread without a handler answers with its group, and an unstarted thread's group is real.
    if (handler == null || handler instanceof ThreadGroup) {
      return false;
    }
    handler.uncaughtException(me.face, thrown);
    return true;
  }
}
