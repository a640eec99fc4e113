package interleave.explore.schedule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thread of the explored program: what it is about to do, and what it knows. */
final class Strand {
  final int number;

  /** The thread that the program sees. */
  final Thread face;

  final boolean daemon;

  /** Runs the program's code; one of an execution's is mounted at a time. */
  @Nullable Thread body;

  boolean begun;
  boolean done;
  boolean interrupted;

  /** Of LockSupport. */
  boolean permit;

  /** A pool's worker without a task: it need not end. */
  boolean idle;

  final Clock clock = new Clock();
  long chain;
  int ops;

  // What it is about to do.
  int site;

  /** Where it last turned a loop without effect, 0 for nowhere. */
  int spunAt;

  @Nullable Cell next;
  Access access = Access.ORDER;

  // Why it cannot.
  @Nullable Wait wait;

  /** The wait that the log has already. */
  @Nullable Wait waitTold;

  long deadline = -1;
  Ending ending = Ending.OPEN;

  // What it read since its last turn of a loop, to see when it spins.
  final List<Cell> seen = new ArrayList<>();
  final List<Integer> versions = new ArrayList<>();
  int loop = -1;
  long seenHash;
  long seenBefore;
  boolean wrote;
  boolean spinning;
  int patience;
  int turns;

  /** The access whose value comes next. */
  @Nullable Cell told;

  Strand(int number, Thread face, boolean daemon) {
    this.number = number;
    this.face = face;
    this.daemon = daemon;
    clock.tick(number);
  }

  /** Whether it could go on now, timeouts apart. */
  boolean ready() {
    Wait w = wait;
    return !done
        && (w == null || w.open().getAsBoolean() || (interrupted && w.interruptible()))
        && (!spinning || somethingChanged());
  }

  /** Whether its time could run out. */
  boolean mayTimeOut() {
    return !done && deadline >= 0;
  }

  private boolean somethingChanged() {
    for (int i = 0; i < seen.size(); i++) {
      if (seen.get(i).version != versions.get(i)) {
        return true;
      }
    }
    return false;
  }

  String name() {
    String given = face.getName();
    return number == 0
        ? "main"
        : given.isEmpty() || given.startsWith("Thread-") ? "T" + number : given;
  }
}
