package interleave.timeline;

import interleave.protocol.Timeline;
import interleave.protocol.Timeline.Arrow;
import interleave.protocol.Timeline.Kind;
import interleave.protocol.Timeline.Lane;
import interleave.protocol.Timeline.LockLane;
import interleave.protocol.Timeline.Span;
import interleave.protocol.Timeline.State;
import interleave.timeline.FlightFile.Wait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Puts together what the Flight Recorder, woven code and the kernel told of one run. */
final class Picture {
  private final Watched.Run run;
  private final FlightFile flight;
  private final List<Entry> entries;
  private final Holdings holdings;
  private final Names names = new Names();
  private final Map<String, String> cells = new HashMap<>();
  private final Map<Long, Watched.Last> last = new HashMap<>();
  private final Map<Long, Track> tracks = new LinkedHashMap<>();
  private final ProcessorUse use;

  Picture(Watched.Run run, FlightFile flight, List<Entry> entries) {
    this.run = run;
    this.flight = flight;
    this.entries = entries;
    this.holdings = new Holdings(entries, run.ended());
    this.use = new ProcessorUse(run);
    run.classes().forEach(c -> cells.put(c.name(), c.cell()));
    run.last().forEach(l -> last.put(l.thread(), l));
    tracks();
  }

  private void tracks() {
    TreeSet<Long> ids = new TreeSet<>();
    Map<Long, Long> firstTold = new HashMap<>();
    for (Entry entry : entries) {
      firstTold.putIfAbsent(entry.thread(), entry.nanos());
      ids.add(entry.thread());
    }
    ids.addAll(flight.threads().keySet());
    ids.addAll(last.keySet());
    ids.add(run.main());
    for (long id : ids) {
      Seen seen = flight.threads().get(id);
      boolean pool = seen != null && seen.name.startsWith("ForkJoinPool.commonPool-worker");
      boolean own = id == run.main() || pool || id > run.first() && (seen == null || seen.readers);
      if (!own || seen != null && (seen.ended < run.began() || seen.started > run.ended())) {
        continue;
      }
      Watched.Last alive = last.get(id);
      String name = seen != null ? seen.name : alive != null ? Names.cut(alive.name()) : "";
      long from =
          id == run.main() || id <= run.first()
              ? run.began()
              : seen != null && seen.started != Long.MIN_VALUE
                  ? seen.started
                  : firstTold.getOrDefault(id, run.began());
      long end = seen == null ? Long.MAX_VALUE : seen.ended;
      boolean ended = end < run.ended();
      Track track =
          new Track(
              id,
              name.isEmpty() ? (id == run.main() ? "main" : "thread " + id) : name,
              seen != null && seen.virtual,
              seen == null ? 0 : seen.task,
              clamp(from),
              ended ? clamp(end) : run.ended(),
              ended);
      tracks.put(id, track);
    }
    for (Entry entry : entries) {
      Track track = tracks.get(entry.thread());
      if (track != null) {
        track.lastTold = Math.max(track.lastTold, entry.nanos());
      }
    }
    for (Op op : Op.pair(entries, run.ended())) {
      Track track = tracks.get(op.thread());
      if (track != null && (op.over() || stillWaits(op))) {
        track.ops.add(op);
      }
    }
    lateEnds();
    for (Wait wait : flight.waits()) {
      Track track = tracks.get(wait.thread());
      if (track != null && wait.to() > wait.from()) {
        track.waits.add(wait);
        track.lastTold = Math.max(track.lastTold, clamp(wait.to()));
      }
    }
    tracks.values().forEach(track -> new Stretches(this, track).find());
  }

  /** The recorder may tell of an end when the recording is over; who does not live has ended. */
  private void lateEnds() {
    Map<Long, Long> joined = new HashMap<>();
    tracks.values().stream()
        .flatMap(t -> t.ops.stream())
        .filter(op -> op.over() && op.call() == Call.JOIN)
        .forEach(op -> joined.merge(op.begun().other(), op.to(), Math::max));
    for (Track track : tracks.values()) {
      long seen = joined.getOrDefault(track.id, Long.MAX_VALUE);
      if (track.ended && track.lastTold <= seen && track.to - Track.LATE_END < seen) {
        track.to = Math.max(track.from, Math.min(track.to, seen));
      }
      boolean gone = !track.ended && !last.containsKey(track.id) && track.id > run.first();
      if (gone && track.id != run.main() && last.size() < Watched.MOST_LAST) {
        track.ended = true;
        track.to = Math.max(track.from, clamp(joined.getOrDefault(track.id, track.to)));
      }
    }
  }

  private boolean stillWaits(Op op) {
    Watched.Last alive = last.get(op.thread());
    return alive == null
        ? !Op.isGuess(op.begun())
        : Op.isGuess(op.begun())
            ? alive.state().equals("BLOCKED")
            : !alive.state().equals("RUNNABLE");
  }

  Watched.Run run() {
    return run;
  }

  Holdings holdings() {
    return holdings;
  }

  ProcessorUse use() {
    return use;
  }

  Optional<Watched.Last> last(long thread) {
    return Optional.ofNullable(last.get(thread));
  }

  Map<Long, Track> threads() {
    return tracks;
  }

  List<Entry> entries() {
    return entries;
  }

  FlightFile flight() {
    return flight;
  }

  String name(Object identity, String type) {
    return names.of(identity, type);
  }

  String thread(long id) {
    Track track = tracks.get(id);
    Seen seen = flight.threads().get(id);
    return track != null
        ? track.name
        : seen != null && !seen.name.isEmpty() ? seen.name : "thread " + id;
  }

  Optional<String> cell(FlightFile.Where where) {
    return Optional.ofNullable(cells.get(where.className())).map(Names::cut);
  }

  /** A time within the recording. */
  long clamp(long nanos) {
    return Math.clamp(nanos, run.began(), run.ended());
  }

  private long since(long nanos) {
    return clamp(nanos) - run.began();
  }

  Timeline timeline(List<String> notes) {
    List<Track> ordered =
        tracks.values().stream()
            .sorted(
                Comparator.<Track>comparingInt(t -> t.id == run.main() ? 0 : 1)
                    .thenComparingLong(t -> t.from)
                    .thenComparingLong(t -> t.id))
            .toList();
    // Before the lanes, for it takes what the kernel told into them.
    use.runnable(ordered, notes);
    List<Lane> lanes = ordered.stream().map(this::lane).toList();
    List<Arrow> arrows = new Arrows(this).find();
    List<LockLane> locks = holdings.wantedByMany().stream().map(this::lock).toList();
    Notes.add(this, arrows, notes);
    return new Timeline(
        run.ended() - run.began(),
        lanes,
        arrows.stream().map(this::sinceBegin).toList(),
        locks,
        flight.pauses().stream()
            .filter(p -> p.to() > run.began() && p.from() < run.ended() && p.to() >= p.from())
            .map(p -> new Timeline.Pause(since(p.from()), since(p.to()), p.what()))
            .toList(),
        use.cores(carriersAndThreads()),
        notes);
  }

  private Map<Long, Boolean> carriersAndThreads() {
    Map<Long, Boolean> tasks = new HashMap<>();
    flight.threads().values().stream().filter(s -> s.carrier).forEach(s -> tasks.put(s.task, true));
    tracks.values().stream().filter(t -> t.task > 0).forEach(t -> tasks.put(t.task, true));
    return tasks;
  }

  private Arrow sinceBegin(Arrow a) {
    return new Arrow(
        a.deed(), a.fromThread(), since(a.fromNanos()), a.toThread(), since(a.toNanos()));
  }

  private Lane lane(Track track) {
    return new Lane(
        track.name,
        track.id,
        track.virtual ? Kind.VIRTUAL : Kind.PLATFORM,
        since(track.from),
        since(track.to),
        track.ended,
        spans(track));
  }

  /** In order and without overlaps: where two are told for one time, the earlier goes on. */
  private List<Span> spans(Track track) {
    track.stretches.sort(Comparator.comparingLong(s -> s.from));
    List<Span> spans = new ArrayList<>();
    long free = track.from;
    for (Stretch s : track.stretches) {
      long from = Math.max(free, clamp(s.from));
      long to = Math.min(track.to, clamp(s.to));
      if (to > from) {
        spans.add(span(s, from, to));
        free = to;
      }
    }
    return List.copyOf(spans);
  }

  private Span span(Stretch s, long from, long to) {
    return new Span(
        s.state,
        since(from),
        since(to),
        s.on.isEmpty() ? Optional.empty() : Optional.of(s.on),
        s.heldBy == 0 || s.state == State.WAITING || s.state == State.SLEEPING
            ? Optional.empty()
            : Optional.of(thread(s.heldBy)),
        cell(s.where),
        cell(s.where).isPresent() ? s.where.line() : 0);
  }

  private LockLane lock(Holdings.Lock lock) {
    return new LockLane(
        name(lock.identity, lock.type),
        lock.held.stream()
            .map(
                h ->
                    new Timeline.Holding(
                        thread(h.thread()),
                        h.thread(),
                        since(h.from()),
                        since(h.to()),
                        cell(h.where()),
                        h.where().line()))
            .filter(h -> h.toNanos() > h.fromNanos())
            .toList());
  }
}
