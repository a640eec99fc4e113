package interleave.explore.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The threads that wait for a signal on one object, in the order in which they began to. */
public final class WaitSet {
  private final List<Strand> waiters = new ArrayList<>();

  /** The calling thread waits from now on; what is returned tells whether it was woken. */
  public BooleanSupplier enter() {
    Strand me = Hooks.run().current();
    waiters.add(me);
    return () -> !waiters.contains(me);
  }

  /** The calling thread waits no more, woken or not. */
  public void leave() {
    waiters.remove(Hooks.run().current());
  }

  /** How many wait. */
  public int size() {
    return waiters.size();
  }

  /** Wakes one, as the search chooses, or all; tells whom in words. */
  public String wake(boolean all) {
    Run run = Hooks.run();
    return Lab.wake(run, run.current(), waiters, all);
  }
}
