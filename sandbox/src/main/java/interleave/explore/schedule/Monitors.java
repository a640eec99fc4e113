package interleave.explore.schedule;

import java.util.List;

/** Monitors: synchronized, wait, notify. A waiting thread never wakes spuriously. */
final class Monitors {
  private final Run run;

  Monitors(Run run) {
    this.run = run;
  }

  void enter(Strand me, Object on, int site) {
    Cell cell = run.cells.at(on, Cell.MONITOR);
    if (cell.owner == me) {
      cell.depth++;
      return;
    }
    me.site = site;
    me.wait = Wait.until("waits for", on, () -> cell.owner == null);
    acquire(me, cell, site);
    Told.words(run, me, cell, "lock " + Told.name(run, on));
  }

  private void acquire(Strand me, Cell cell, int site) {
    me.next = cell;
    me.access = Access.UPDATE;
    run.turn(me, false);
    me.wait = null;
    cell.owner = me;
    cell.depth = 1;
    run.order.perform(me, cell, Access.UPDATE, site);
    // The version is for those who spin, and a lock taken and given back is no news to them.
    cell.version--;
  }

  void exit(Strand me, Object on) {
    Cell cell = run.cells.at(on, Cell.MONITOR);
    if (cell.owner != me) {
      throw new IllegalMonitorStateException("current thread is not owner");
    }
    if (--cell.depth == 0) {
      release(me, cell);
      Told.words(run, me, cell, "unlock " + Told.name(run, on));
    }
  }

  private void release(Strand me, Cell cell) {
    cell.owner = null;
    run.order.release(me, cell);
    run.order.note(me, cell, 3);
    cell.version--;
  }

  boolean holds(Strand me, Object on) {
    return run.cells.at(on, Cell.MONITOR).owner == me;
  }

  Ending await(Strand me, Object on, long nanos) {
    Cell cell = owned(me, on);
    if (me.interrupted) {
      return Ending.INTERRUPTED;
    }
    int site = me.site;
    int depth = cell.depth;
    List<Strand> waiters = cell.waiters();
    waiters.add(me);
    release(me, cell);
    Told.words(run, me, cell, "waits in wait() of " + Told.name(run, on));
    me.wait =
        new Wait(
            "waits in wait() of",
            on,
            () -> cell.owner == null && !waiters.contains(me),
            nanos,
            true,
            true);
    me.deadline = nanos < 0 ? -1 : run.now() + nanos;
    me.next = cell;
    me.access = Access.UPDATE;
    run.turn(me, false);
    Ending ending = waiters.contains(me) ? me.ending : Ending.OPEN;
    waiters.remove(me);
    me.deadline = -1;
    me.site = site;
    me.wait = Wait.until("waits for", on, () -> cell.owner == null);
    if (cell.owner != null) {
      acquire(me, cell, site);
    } else {
      me.wait = null;
      cell.owner = me;
      run.order.perform(me, cell, Access.UPDATE, site);
    }
    cell.depth = depth;
    Told.words(
        run,
        me,
        cell,
        switch (ending) {
          case OPEN -> "wakes up, lock " + Told.name(run, on);
          case TIMEOUT -> "its time is over, lock " + Told.name(run, on);
          case INTERRUPTED -> "is interrupted, lock " + Told.name(run, on);
        });
    return ending;
  }

  void wake(Strand me, Object on, boolean all) {
    Cell cell = owned(me, on);
    List<Strand> waiters = cell.waiters();
    cell.notifications++;
    String whom = Lab.wake(run, me, waiters, all);
    run.order.note(me, cell, 4);
    Told.words(run, me, cell, (all ? "notifyAll " : "notify ") + Told.name(run, on) + ", " + whom);
  }

  private Cell owned(Strand me, Object on) {
    Cell cell = run.cells.at(on, Cell.MONITOR);
    if (cell.owner != me) {
      throw new IllegalMonitorStateException("current thread is not owner");
    }
    return cell;
  }
}
