package interleave.timeline;

import interleave.protocol.Timeline.State;
import interleave.timeline.Call.Phase;
import interleave.timeline.FlightFile.Wait;
import interleave.timeline.FlightFile.Where;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds when one thread did not run.
 *
 * <p>For platform threads the Flight Recorder tells when they waited, and woven code for what. For
 * virtual threads it tells sleeps and pinned waits only: there a woven call counts as a wait when
 * the lock was held, or when it took longer than calls take that do not wait.
 */
final class Stretches {
  /** A call of java.util.concurrent that does not wait takes less than this. */
  private static final long CALL = 30_000;

  /** How much two clocks may tell one moment apart. */
  private static final long SLACK = 150_000;

  /** Waits of one call that follow each other this closely are one wait. */
  private static final long BREATH = 100_000;

  private final Picture picture;
  private final Track track;

  /** The calls of which the Flight Recorder told a wait. */
  private final Set<Op> told = Collections.newSetFromMap(new IdentityHashMap<>());

  Stretches(Picture picture, Track track) {
    this.picture = picture;
    this.track = track;
  }

  void find() {
    track.ops.sort(Comparator.comparingLong(Op::from));
    track.waits.sort(Comparator.comparingLong(Wait::from));
    TreeMap<Long, Op> byStart = new TreeMap<>();
    track.ops.forEach(op -> byStart.put(op.from(), op));
    for (Wait wait : track.waits) {
      told(wait, around(byStart, wait));
    }
    for (Op op : track.ops) {
      if (!op.over()) {
        if (track.stretches.stream().noneMatch(s -> s.op == op && s.to >= track.to)) {
          stillOpen(op);
        }
      } else if ((track.virtual || picture.flight() == FlightFile.NONE) && !told.contains(op)) {
        guessed(op);
      }
    }
    lastWait();
    pinned();
  }

  /** A pinned wait is told beside the sleep or the call in which it happened: one takes both. */
  private void pinned() {
    TreeMap<Long, Stretch> pins = new TreeMap<>();
    track.stretches.stream()
        .filter(s -> s.state == State.PINNED)
        .forEach(s -> pins.putIfAbsent(s.from, s));
    track.stretches.removeIf(s -> s.state != State.PINNED && mostlyIn(pins, s));
  }

  /** Pins of one thread do not overlap: only one can be there for more than half of it. */
  private static boolean mostlyIn(TreeMap<Long, Stretch> pins, Stretch s) {
    long half = (s.to - s.from) / 2;
    Map.Entry<Long, Stretch> pin = pins.floorEntry(s.from + half);
    return pin != null && Math.min(pin.getValue().to, s.to) - Math.max(pin.getKey(), s.from) > half;
  }

  /** The woven call in which a wait happened. */
  private static @Nullable Op around(TreeMap<Long, Op> ops, Wait wait) {
    int looks = 0;
    for (Op op : ops.headMap(wait.from() + SLACK, true).descendingMap().values()) {
      if (!op.over() || op.to() + SLACK >= wait.to() || holdsMost(op, wait)) {
        return op;
      }
      if (++looks == 8) {
        return null;
      }
    }
    return null;
  }

  /** The two clocks drift apart where the machine is busy; a long wait tells its call anyway. */
  private static boolean holdsMost(Op op, Wait wait) {
    long common = Math.min(op.to(), wait.to()) - Math.max(op.from(), wait.from());
    return common > (wait.to() - wait.from()) / 4 * 3;
  }

  private void told(Wait wait, @Nullable Op op) {
    long from = wait.from();
    long to = wait.to();
    if (op == null) {
      String on =
          wait.identity() == null
              ? wait.on()
              : picture.name(new Told(wait.identity(), wait.on()), wait.on());
      add(new Stretch(wait.state(), from, to, on, holder(wait), wait.where(), null));
      return;
    }
    told.add(op);
    Stretch before = track.stretches.isEmpty() ? null : track.stretches.getLast();
    State state =
        wait.state() == State.PINNED || wait.state() == State.IO
            ? wait.state()
            : op.call().state().orElse(wait.state());
    if (before != null && before.op == op && before.state == state && from - before.to < BREATH) {
      before.to = Math.max(before.to, to);
      return;
    }
    long held = heldBy(op, from);
    add(
        new Stretch(
            state, from, to, on(op, wait), held == 0 ? holder(wait) : held, where(op, wait), op));
    // After a notification a thread has yet to get its monitor back, which JFR does not tell.
    if (op.call() == Call.WAIT
        && op.over()
        && op.to() - to > CALL
        && op.end().phase() != Phase.BEFORE) {
      add(
          new Stretch(
              State.BLOCKED, to, op.to(), on(op, wait), heldBy(op, to), where(op, wait), op));
    }
  }

  private record Told(Object address, String type) {}

  private static long holder(Wait wait) {
    return wait.state() == State.BLOCKED ? wait.other() : 0;
  }

  private Where where(Op op, Wait wait) {
    return op.begun().where().line() > 0 ? op.begun().where() : wait.where();
  }

  private String on(Op op, @Nullable Wait wait) {
    Entry named = op.named();
    if (op.call() == Call.JOIN) {
      return named.other() == 0 ? "" : picture.thread(named.other());
    }
    if (named.object().isPresent()) {
      return picture.name(named.object().get(), named.type());
    }
    return wait == null || wait.identity() == null
        ? ""
        : picture.name(new Told(wait.identity(), wait.on()), wait.on());
  }

  private long heldBy(Op op, long at) {
    return op.call().takesLock() || op.call() == Call.WAIT
        ? op.named().object().map(o -> picture.holdings().holder(o, at, track.id)).orElse(0L)
        : 0;
  }

  /** A call of which the Flight Recorder tells nothing: a virtual thread's, or any without it. */
  private void guessed(Op op) {
    long held = heldBy(op, op.from());
    boolean waited =
        op.call() == Call.WAIT || op.to() - op.from() > CALL || op.call().takesLock() && held != 0;
    if (waited) {
      State state = op.call().state().orElseThrow();
      add(new Stretch(state, op.from(), op.to(), on(op, null), held, op.begun().where(), op));
    }
  }

  private void stillOpen(Op op) {
    long from = op.from();
    for (Stretch s : track.stretches) {
      from = s.from >= op.from() && s.op != op ? Math.max(from, s.to) : from;
    }
    State state = op.call().state().orElse(State.PARKED);
    add(
        new Stretch(
            state,
            from,
            track.to,
            on(op, null),
            heldBy(op, picture.run().ended() - 1),
            op.begun().where(),
            op));
  }

  /** A wait that was not woven and is not over: known by the last look alone. */
  private void lastWait() {
    boolean open = track.ops.stream().anyMatch(op -> !op.over());
    Watched.Last last = picture.last(track.id).orElse(null);
    if (open || last == null || track.ended) {
      return;
    }
    State state = state(last);
    if (state == State.RUNNING) {
      return;
    }
    long from = Math.max(track.lastTold, picture.use().lastRan(track.task));
    for (Stretch s : track.stretches) {
      from = Math.max(from, s.to);
    }
    String on =
        last.onHash() == 0 ? "" : picture.name(new Told((long) last.onHash(), "last"), last.on());
    add(
        new Stretch(
            state, from, track.to, on, 0, new Where(last.place(), Math.max(0, last.line())), null));
  }

  private static State state(Watched.Last last) {
    return switch (last.state()) {
      case "BLOCKED" -> State.BLOCKED;
      case "WAITING", "TIMED_WAITING" ->
          last.onHash() != 0
              ? State.PARKED
              : last.on().startsWith("java.lang.Thread.sleep")
                  ? State.SLEEPING
                  : last.on().startsWith("java.lang.Object.wait") ? State.WAITING : State.PARKED;
      default -> WAITS_OUTSIDE.stream().anyMatch(last.on()::startsWith) ? State.IO : State.RUNNING;
    };
  }

  private static final List<String> WAITS_OUTSIDE =
      List.of("sun.nio.ch.", "java.io.File", "java.io.RandomAccessFile");

  private void add(Stretch stretch) {
    if (stretch.to > stretch.from) {
      track.stretches.add(stretch);
    }
  }
}
