package interleave.explore.model;

import interleave.explore.schedule.Access;
import interleave.explore.schedule.Ending;
import interleave.explore.schedule.Lab;
import interleave.explore.schedule.LabThreads;
import interleave.explore.schedule.Wait;
import interleave.explore.schedule.WaitSet;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Cyclic barriers: the state is kept beside the real one, which cannot be asked without waiting.
 */
@ModelOf(CyclicBarrier.class)
public final class BarrierModel {
  /** One barrier's state; a generation is broken or not for all who wait in it. */
  private static final class Generation {
    boolean broken;
  }

  private static final class State {
    final WaitSet waiters = new WaitSet();
    Generation generation = new Generation();

    void next() {
      waiters.wake(true);
      generation = new Generation();
    }

    void tear() {
      generation.broken = true;
      waiters.wake(true);
    }
  }

  private BarrierModel() {}

  private static State state(CyclicBarrier barrier) {
    return Lab.attached(barrier, State.class, State::new);
  }

  /** {@link CyclicBarrier#await()}. */
  public static int await(CyclicBarrier barrier)
      throws InterruptedException, BrokenBarrierException {
    if (!Lab.on()) {
      return barrier.await();
    }
    try {
      return arrive(barrier, -1);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@link CyclicBarrier#await(long, TimeUnit)}. */
  public static int await(CyclicBarrier barrier, long time, TimeUnit unit)
      throws InterruptedException, BrokenBarrierException, TimeoutException {
    return Lab.on() ? arrive(barrier, Interrupts.nanos(time, unit)) : barrier.await(time, unit);
  }

  private static int arrive(CyclicBarrier barrier, long nanos)
      throws InterruptedException, BrokenBarrierException, TimeoutException {
    Lab.use(barrier, Access.UPDATE);
    State state = state(barrier);
    Generation generation = state.generation;
    if (generation.broken) {
      throw new BrokenBarrierException();
    }
    if (LabThreads.interrupted(LabThreads.self(), false)) {
      state.tear();
      Interrupts.check();
    }
    int index = barrier.getParties() - 1 - state.waiters.size();
    Lab.tell("arrives at", barrier);
    if (index == 0) {
      open(barrier, state);
      return 0;
    }
    BooleanSupplier released = state.waiters.enter();
    Wait wait = new Wait("waits at", barrier, released, nanos, true, false);
    Ending ending = Lab.await(wait);
    if (released.getAsBoolean()) {
      if (generation.broken) {
        throw new BrokenBarrierException();
      }
      return index;
    }
    state.waiters.leave();
    state.tear();
    if (ending == Ending.TIMEOUT) {
      throw new TimeoutException();
    }
    Interrupts.check();
    throw new BrokenBarrierException();
  }

  private static void open(CyclicBarrier barrier, State state) {
    @Nullable Runnable action = Fields.action(barrier);
    boolean done = action == null;
    try {
      if (action != null) {
        action.run();
        done = true;
      }
    } finally {
      // What the action did happens-before the others go on.
      Lab.use(barrier, Access.UPDATE);
      if (done) {
        state.next();
      } else {
        state.tear();
      }
    }
    Lab.tell("opens", barrier);
  }

  /** {@link CyclicBarrier#isBroken}. */
  public static boolean isBroken(CyclicBarrier barrier) {
    if (!Lab.on()) {
      return barrier.isBroken();
    }
    Lab.use(barrier, Access.VOLATILE_READ);
    return state(barrier).generation.broken;
  }

  /** {@link CyclicBarrier#getNumberWaiting}. */
  public static int getNumberWaiting(CyclicBarrier barrier) {
    if (!Lab.on()) {
      return barrier.getNumberWaiting();
    }
    Lab.use(barrier, Access.VOLATILE_READ);
    return state(barrier).waiters.size();
  }

  /** {@link CyclicBarrier#reset}. */
  public static void reset(CyclicBarrier barrier) {
    if (!Lab.on()) {
      barrier.reset();
      return;
    }
    Lab.use(barrier, Access.UPDATE);
    State state = state(barrier);
    if (state.waiters.size() > 0) {
      state.tear();
    }
    state.generation = new Generation();
  }
}
