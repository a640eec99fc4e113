package interleave.timeline;

import interleave.protocol.Timeline.Arrow;
import interleave.protocol.Timeline.Deed;
import interleave.timeline.Call.Phase;
import interleave.timeline.Entry.Identity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds what one thread did to another. */
final class Arrows {
  /** How much later than its effect a deed may have been told. */
  private static final long SLACK = 100_000;

  /** A wait that goes on so long after a deed was ended by something else: its own time limit. */
  private static final long LATE = 50_000_000;

  /** How many deeds are looked at to find the one that ended a wait. */
  private static final int MOST_LOOKS = 100;

  private final Picture picture;
  private final Map<Long, Track> tracks;
  private final List<Arrow> arrows = new ArrayList<>();

  /** What lets others go on, by the object it is done to. */
  private final Map<Identity, NavigableMap<Long, Entry>> deeds = new HashMap<>();

  Arrows(Picture picture) {
    this.picture = picture;
    this.tracks = picture.threads();
  }

  List<Arrow> find() {
    Set<Long> started = new HashSet<>();
    Map<Long, NavigableMap<Long, Entry>> unparks = new HashMap<>();
    for (Entry entry : picture.entries()) {
      switch (entry.call()) {
        case START -> {
          Track child = tracks.get(entry.other());
          if (child != null && tracks.containsKey(entry.thread()) && started.add(child.id)) {
            add(
                Deed.START,
                entry.thread(),
                Math.min(entry.nanos(), child.from),
                child.id,
                child.from);
          }
        }
        case UNPARK ->
            unparks.computeIfAbsent(entry.other(), _ -> new TreeMap<>()).put(entry.nanos(), entry);
        case UNLOCK, SIGNAL, NOTIFY, RELEASE -> remember(entry);
        case MEET -> {
          if (entry.phase() == Phase.BEFORE) {
            remember(entry);
          }
        }
        case MONITOR, MONITOR_EXIT, LOCK, AWAIT, WAIT, SLEEP, PARK, JOIN, ACQUIRE, PROCESS -> {}
      }
    }
    for (Seen seen : picture.flight().threads().values()) {
      Track child = tracks.get(seen.id);
      if (child != null && tracks.containsKey(seen.parent) && started.add(seen.id)) {
        add(Deed.START, seen.parent, child.from, child.id, child.from);
      }
    }
    for (Track track : tracks.values()) {
      track.ops.stream().filter(Op::over).forEach(op -> join(track, op));
      Set<Op> done = new HashSet<>();
      for (Stretch stretch : track.stretches) {
        Op op = stretch.op;
        if (op != null && op.over() && done.add(op)) {
          woken(track, stretch, op, unparks);
        }
      }
    }
    arrows.sort(Comparator.comparingLong(Arrow::fromNanos));
    return arrows;
  }

  private void remember(Entry entry) {
    entry
        .object()
        .ifPresent(o -> deeds.computeIfAbsent(o, _ -> new TreeMap<>()).put(entry.nanos(), entry));
  }

  private void join(Track track, Op op) {
    Track target = op.call() == Call.JOIN ? tracks.get(op.begun().other()) : null;
    if (target != null && target.ended && op.end().phase() == Phase.DONE) {
      if (target.to <= op.to() + Track.LATE_END) {
        add(Deed.JOIN, target.id, Math.min(target.to, op.to()), track.id, op.to());
      }
    }
  }

  private void woken(
      Track track, Stretch stretch, Op op, Map<Long, NavigableMap<Long, Entry>> unparks) {
    switch (op.call()) {
      case PARK -> last(unparks.get(track.id), stretch, op, track.id, Deed.UNPARK);
      case LOCK, ACQUIRE, MEET, AWAIT ->
          op.begun()
              .object()
              .ifPresent(o -> last(deeds.get(o), stretch, op, track.id, Deed.UNPARK));
      case WAIT ->
          op.begun()
              .object()
              .ifPresent(o -> last(deeds.get(o), stretch, op, track.id, Deed.NOTIFY));
      case MONITOR,
          MONITOR_EXIT,
          UNLOCK,
          SIGNAL,
          NOTIFY,
          SLEEP,
          UNPARK,
          JOIN,
          START,
          RELEASE,
          PROCESS -> {}
    }
  }

  /** The last deed of another thread within a wait is what ended it. */
  private void last(
      @Nullable NavigableMap<Long, Entry> all, Stretch stretch, Op op, long thread, Deed deed) {
    if (all == null || op.end().phase() != Phase.DONE) {
      return;
    }
    long to = Math.min(stretch.to, op.to());
    int looks = 0;
    for (Entry entry :
        all.subMap(op.from(), true, Math.max(op.from(), to + SLACK), true)
            .descendingMap()
            .values()) {
      if (to - entry.nanos() > LATE) {
        return;
      }
      if (entry.thread() != thread && tracks.containsKey(entry.thread())) {
        add(deed, entry.thread(), entry.nanos(), thread, Math.max(to, entry.nanos()));
        return;
      }
      if (++looks == MOST_LOOKS) {
        return;
      }
    }
  }

  private void add(Deed deed, long from, long fromNanos, long to, long toNanos) {
    arrows.add(new Arrow(deed, from, fromNanos, to, toNanos));
  }
}
