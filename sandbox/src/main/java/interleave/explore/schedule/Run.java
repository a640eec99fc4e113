package interleave.explore.schedule;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One execution of the program: hands the turn from thread to thread until all have ended. */
public final class Run {
  private final List<Strand> strands = new ArrayList<>();
  private final Chooser chooser;
  private final Log log;
  private final int mostSteps;
  private final Map<Object, Object> attached = new IdentityHashMap<>();
  private final Choice choice;
  private @Nullable Finish finish;
  private int steps;
  private long now;
  final Sites sites;
  final Order order;
  final Cells cells;
  final Names names = new Names();
  final Threads threads;
  final Monitors monitors;
  final Carrier carrier = new Carrier();
  private final Initialisers initialisers;
  private final List<Integer> strange = new ArrayList<>();

  Run(
      Sites sites,
      Chooser chooser,
      Log log,
      int mostSteps,
      Cells cells,
      Initialisers initialisers) {
    this.sites = sites;
    this.chooser = chooser;
    this.log = log;
    this.mostSteps = mostSteps;
    this.order = new Order(sites);
    this.choice = new Choice(order);
    this.cells = cells;
    this.initialisers = initialisers;
    this.threads = new Threads(this);
    this.monitors = new Monitors(this);
    cells.clear();
  }

  /** Runs the program from its first thread's task to the end. */
  Finish execute(Runnable main) {
    Strand first = threads.add(new Thread(null, null, "main"), main, false);
    carrier.hand(first);
    carrier.carry(this);
    if (finish == null) {
      finish = Finish.stuck(Standstill.outside(current()));
    }
    carrier.unwind(strands);
    return finish;
  }

  List<Strand> strands() {
    return strands;
  }

  Strand current() {
    Strand strand = carrier.current();
    if (strand == null) {
      throw new IllegalStateException("nothing runs");
    }
    return strand;
  }

  /** The strand of the calling thread; null when the explorer does not control it. */
  @Nullable Strand caller() {
    return carrier.caller();
  }

  /** What models keep beside objects. */
  Map<Object, Object> attached() {
    return attached;
  }

  Initialisers initialisers() {
    return initialisers;
  }

  /** A call ran that has no model. */
  void strange(int site) {
    if (sites.report(site)) {
      strange.add(site);
    }
  }

  List<Integer> strange() {
    return strange;
  }

  boolean over() {
    return finish != null;
  }

  Log log() {
    return log;
  }

  Chooser chooser() {
    return chooser;
  }

  int steps() {
    return steps;
  }

  /** The logical time in nanoseconds. */
  long now() {
    return now;
  }

  /** The way the execution was finished, or null. */
  @Nullable Finish finish() {
    return finish;
  }

  /** Ends the execution; the first end counts. */
  void end(Finish with) {
    if (finish == null) {
      finish = with;
      Strand last = current();
      log.turn(last.number, last.ops);
    }
  }

  /**
   * Stands before an operation; returns when it is to be done.
   *
   * @param yields whether others should rather go first
   */
  void turn(Strand me, boolean yields) {
    if (finish != null) {
      throw new Stop();
    }
    boolean blocked = me.wait != null && !me.ready();
    if (blocked) {
      Told.waiting(this, me);
    }
    if (blocked || worthAChoice(me, yields)) {
      point(me, yields);
    } else {
      settle(me);
    }
    if (++steps > mostSteps) {
      end(Standstill.endless(this, mostSteps));
      throw new Stop();
    }
    me.ops++;
  }

  private boolean worthAChoice(Strand me, boolean yields) {
    return yields || (strands.size() > 1 && (chooser.everywhere() || sites.shared(me.site)));
  }

  private static void settle(Strand strand) {
    Wait wait = strand.wait;
    if (wait != null) {
      strand.ending = wait.open().getAsBoolean() ? Ending.OPEN : Ending.INTERRUPTED;
    }
  }

  /** Lets the chooser say who goes on, and waits until it is this thread. */
  void point(Strand me, boolean yields) {
    Strand next = decide(me, yields);
    if (next != me) {
      carrier.hand(me, next, this);
    }
  }

  /** Hands the turn on when a thread has ended. */
  void leave(Strand me) {
    if (finish == null) {
      carrier.hand(decide(me, false));
    }
  }

  /** Forces the turn to the next thread that could use it. */
  void rotate(Strand me) {
    for (int i = 1; i < strands.size(); i++) {
      Strand other = strands.get((me.number + i) % strands.size());
      if (other.ready() || other.mayTimeOut()) {
        take(me, other, !other.ready());
        carrier.hand(me, other, this);
        return;
      }
    }
  }

  private Strand decide(Strand me, boolean yields) {
    choice.collect(strands, me, yields);
    if (choice.size() == 0) {
      choice.collectSpinning(strands);
      if (choice.size() > 0) {
        Spin.indulge(choice.strand(0));
      }
    }
    if (choice.size() == 0) {
      Told.standstill(this);
      end(Standstill.of(this));
      throw new Stop();
    }
    int way = choice.size() == 1 ? 0 : chooser.choose(choice);
    if (way == Chooser.ABANDON) {
      end(Finish.abandoned());
      throw new Stop();
    }
    Strand next = choice.strand(way);
    if (choice.preempts(way, me)) {
      log.preempted(me);
    }
    take(me, next, choice.timeout(way));
    return next;
  }

  private void take(Strand me, Strand next, boolean timeout) {
    if (timeout) {
      now = Math.max(now, next.deadline);
      next.ending = Ending.TIMEOUT;
      next.wait = null;
      order.note(next, cells.at(this, Cell.OBJECT), 7);
    } else {
      settle(next);
    }
    if (next != me) {
      log.turn(me.number, me.ops);
      next.turns = 0;
    }
  }
}
