package interleave.explore.schedule;

import java.util.List;
import java.util.function.Supplier;

/**
 * What models of the JDK's classes are written with: a model keeps the real object, says what it is
 * about to do, waits until the real call could not block, and makes it.
 *
 * <p>All methods but {@link #on} are for threads that the explorer controls.
 */
public final class Lab {
  private static final int GIVEN_BACK = -3;

  private Lab() {}

  /** Whether the calling thread is under the explorer's control; else a model does nothing. */
  public static boolean on() {
    return Hooks.here() != null;
  }

  /** One operation on an object; where it matters, other threads may go first. */
  public static void use(Object on, Access access) {
    Run run = Hooks.run();
    Strand me = run.current();
    operate(run, me, run.cells.at(on, Cell.OBJECT), access);
  }

  private static void operate(Run run, Strand me, Cell cell, Access access) {
    me.next = cell;
    me.access = access;
    run.turn(me, false);
    run.order.perform(me, cell, access, me.site);
    if (access.writes) {
      me.wrote = true;
    } else {
      Spin.read(me, cell);
    }
  }

  /** An attempt that does not wait: its order with the giving back matters too. */
  public static void attempt(Object on) {
    Run run = Hooks.run();
    Strand me = run.current();
    Cell cell = run.cells.at(on, Cell.OBJECT);
    me.next = cell;
    me.access = Access.UPDATE;
    run.turn(me, false);
    run.order.perform(me, run.cells.at(on, GIVEN_BACK), Access.ORDER_READ, me.site);
    run.order.perform(me, cell, Access.TAKE, me.site);
    me.wrote = true;
  }

  /** The attempt failed: it changed nothing. */
  public static void failed(Object on) {
    Run run = Hooks.run();
    Spin.unchanged(run.current(), run.cells.at(on, Cell.OBJECT));
  }

  /** Waits until the object can be taken, and takes it when the wait ends so. */
  public static Ending acquire(Object on, Wait wait) {
    return acquire(on, wait, Access.TAKE);
  }

  /** The same, by an access that need not exclude its like: a read lock's. */
  public static Ending acquire(Object on, Wait wait, Access access) {
    Run run = Hooks.run();
    Strand me = run.current();
    Cell cell = run.cells.at(on, Cell.OBJECT);
    Ending ending = await(run, me, cell, wait);
    if (ending == Ending.OPEN) {
      run.order.perform(me, cell, access, me.site);
      cell.version -= access.writes ? 1 : 0;
    }
    return ending;
  }

  /** Gives back what was acquired; never waits. */
  public static void release(Object on) {
    release(on, on);
  }

  /** The same; only those who come after {@code into} come after it. */
  public static void release(Object on, Object into) {
    Run run = Hooks.run();
    Strand me = run.current();
    operate(run, me, run.cells.at(on, GIVEN_BACK), Access.ORDER);
    me.wrote = false;
    Cell cell = run.cells.at(on, Cell.OBJECT);
    run.order.release(me, run.cells.at(into, Cell.OBJECT));
    run.order.note(me, cell, 5);
  }

  /** What was released into an object happens-before what follows. */
  public static void after(Object into) {
    Run run = Hooks.run();
    Clock released = run.cells.at(into, Cell.OBJECT).released;
    if (released != null) {
      run.current().clock.join(released);
    }
  }

  /** Waits; what was released on the object happens-before the end of the wait. */
  public static Ending await(Wait wait) {
    Run run = Hooks.run();
    Strand me = run.current();
    Object on = wait.on();
    Cell cell = run.cells.at(on == null ? run : on, Cell.OBJECT);
    Ending ending = await(run, me, cell, wait);
    if (ending == Ending.OPEN) {
      run.order.perform(me, cell, Access.VOLATILE_READ, me.site);
    }
    return ending;
  }

  private static Ending await(Run run, Strand me, Cell cell, Wait wait) {
    me.wait = wait;
    me.deadline = wait.nanos() < 0 ? -1 : run.now() + wait.nanos();
    me.next = cell;
    me.access = Access.UPDATE;
    me.ending = Ending.OPEN;
    int site = me.site;
    run.turn(me, false);
    me.site = site;
    me.wait = null;
    me.deadline = -1;
    return me.ending;
  }

  /** Lets other threads go first. */
  public static void yield() {
    Run run = Hooks.run();
    Strand me = run.current();
    me.next = null;
    run.turn(me, true);
  }

  /** Says who holds an object, for the sentence about a deadlock. */
  public static void holds(Object on, boolean mine) {
    Run run = Hooks.run();
    run.cells.at(on, Cell.OBJECT).owner = mine ? run.current() : null;
  }

  /** Counts a signal to whoever waits on the object. */
  public static void signalled(Object on) {
    Hooks.run().cells.at(on, Cell.OBJECT).notifications++;
  }

  /** One of several equal things, as the search chooses: 0 to {@code count - 1}. */
  public static int pick(int count) {
    return pick(Hooks.run(), count);
  }

  static int pick(Run run, int count) {
    if (count < 2) {
      return 0;
    }
    int picked = run.chooser().pick(count);
    run.log().pick(picked);
    return picked;
  }

  /** Removes one waiter, or all; tells whom in words. */
  static String wake(Run run, Strand me, List<Strand> waiters, boolean all) {
    if (waiters.isEmpty()) {
      return "nobody waits";
    }
    if (all) {
      String names = String.join(", ", waiters.stream().map(Strand::name).toList());
      waiters.clear();
      return "wakes " + names;
    }
    int picked = pick(run, waiters.size());
    Strand woken = waiters.remove(picked);
    me.chain = Order.mix(me.chain + picked);
    return "wakes " + woken.name();
  }

  /** The logical time in nanoseconds: it passes when timed waits run out. */
  public static long now() {
    Run run = Hooks.run();
    Strand me = run.current();
    run.order.note(me, run.cells.at(run, Cell.OBJECT), 8);
    return run.now();
  }

  /** What was attached to an object in this execution; what is made is attached, if nothing was. */
  public static <T> T attached(Object to, Class<T> type, Supplier<? extends T> made) {
    return type.cast(Hooks.run().attached().computeIfAbsent(to, _ -> made.get()));
  }

  /** All that any thread has done happens-before what follows. */
  public static void afterAll() {
    Run run = Hooks.run();
    Strand me = run.current();
    run.strands().forEach(other -> me.clock.join(other.clock));
  }

  /** The call that is being made is not modelled after all. */
  public static void unmodelled() {
    Run run = Hooks.run();
    run.strange(run.current().site);
  }

  /** Tells a step that concerns an object: the words, then the object's name. */
  public static void tell(String words, Object on) {
    Run run = Hooks.run();
    if (run.log().detailed()) {
      Told.words(
          run, run.current(), run.cells.at(on, Cell.OBJECT), words + " " + Told.name(run, on));
    }
  }

  /** Tells a step in words that are made only when somebody listens. */
  public static void tell(Supplier<String> words) {
    Run run = Hooks.run();
    if (run.log().detailed()) {
      Told.words(run, run.current(), null, words.get());
    }
  }

  /** Does work whose operations are no steps for the reader. */
  public static <T> T quietly(Supplier<T> work) {
    Log log = Hooks.run().log();
    log.mute(true);
    try {
      return work.get();
    } finally {
      log.mute(false);
    }
  }

  /** An object's name in the steps. */
  public static String name(Object on) {
    return Told.name(Hooks.run(), on);
  }
}
