package interleave.timeline;

import interleave.protocol.Timeline;
import interleave.protocol.Timeline.Arrow;
import interleave.protocol.Timeline.Holding;
import interleave.protocol.Timeline.Lane;
import interleave.protocol.Timeline.LockLane;
import interleave.protocol.Timeline.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/** Cuts a timeline to what a page can take, and says what was cut. */
final class Bounds {
  static final int LANES = 2_000;
  static final int SPANS = 10_000;
  static final int ARROWS = 3_000;
  static final int LOCKS = 200;
  static final int HOLDINGS = 4_000;
  static final int PAUSES = 1_000;

  private Bounds() {}

  static Timeline cut(Timeline whole) {
    List<String> notes = new ArrayList<>(whole.notes());
    List<Lane> lanes = lanes(whole.lanes(), notes);
    Set<Long> kept = new HashSet<>();
    lanes.forEach(lane -> kept.add(lane.threadId()));
    return new Timeline(
        whole.nanos(),
        lanes,
        arrows(whole.arrows(), kept, notes),
        locks(whole.locks(), notes),
        whole.pauses().stream().limit(PAUSES).toList(),
        whole.cores(),
        notes.stream().distinct().limit(30).toList());
  }

  private static List<Lane> lanes(List<Lane> all, List<String> notes) {
    if (all.size() > LANES) {
      notes.add("%,d threads that started later are left out.".formatted(all.size() - LANES));
    }
    List<Lane> lanes = all.stream().limit(LANES).toList();
    long shortest =
        shortest(
            lanes.stream()
                .flatMap(l -> l.spans().stream())
                .mapToLong(s -> s.toNanos() - s.fromNanos()),
            SPANS);
    if (shortest == 0) {
      return lanes;
    }
    notes.add(
        "Waits shorter than %,d µs are left out, they are too many."
            .formatted(shortest / 1_000 + 1));
    Quota quota = new Quota(shortest, SPANS);
    return lanes.stream().map(lane -> with(lane, quota)).toList();
  }

  private static Lane with(Lane lane, LongPredicate keeps) {
    List<Span> spans =
        lane.spans().stream().filter(s -> keeps.test(s.toNanos() - s.fromNanos())).toList();
    return new Lane(
        lane.thread(),
        lane.threadId(),
        lane.kind(),
        lane.fromNanos(),
        lane.toNanos(),
        lane.ended(),
        spans);
  }

  private static List<Arrow> arrows(List<Arrow> all, Set<Long> lanes, List<String> notes) {
    List<Arrow> known =
        all.stream()
            .filter(a -> lanes.contains(a.fromThread()) && lanes.contains(a.toThread()))
            .toList();
    if (known.size() > ARROWS) {
      notes.add("%,d arrows that came later are left out.".formatted(known.size() - ARROWS));
    }
    return known.stream().limit(ARROWS).toList();
  }

  private static List<LockLane> locks(List<LockLane> all, List<String> notes) {
    if (all.size() > LOCKS) {
      notes.add("%,d locks are left out.".formatted(all.size() - LOCKS));
    }
    List<LockLane> locks = longestHeld(all);
    long shortest =
        shortest(
            locks.stream()
                .flatMap(l -> l.holdings().stream())
                .mapToLong(h -> h.toNanos() - h.fromNanos()),
            HOLDINGS);
    if (shortest == 0) {
      return locks;
    }
    notes.add(
        "Holdings shorter than %,d µs are left out, they are too many."
            .formatted(shortest / 1_000 + 1));
    Quota quota = new Quota(shortest, HOLDINGS);
    return locks.stream()
        .map(
            lock -> {
              List<Holding> holdings =
                  lock.holdings().stream()
                      .filter(h -> quota.test(h.toNanos() - h.fromNanos()))
                      .toList();
              return new LockLane(lock.lock(), holdings);
            })
        .toList();
  }

  /** The locks that were held longest, in the order in which they came. */
  private static List<LockLane> longestHeld(List<LockLane> all) {
    Set<LockLane> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    all.stream()
        .sorted(Comparator.comparingLong(Bounds::held).reversed())
        .limit(LOCKS)
        .forEach(kept::add);
    return all.stream().filter(kept::contains).toList();
  }

  private static long held(LockLane lock) {
    return lock.holdings().stream().mapToLong(h -> h.toNanos() - h.fromNanos()).sum();
  }

  /** The shortest length to keep so that no more than a number are kept; 0 to keep all. */
  private static long shortest(LongStream lengths, int most) {
    long[] sorted = lengths.sorted().toArray();
    return sorted.length <= most ? 0 : Math.max(1, sorted[sorted.length - most]);
  }

  /** Keeps the long ones, and no more than a number even when many are as short as the shortest. */
  private static final class Quota implements LongPredicate {
    private final long shortest;
    private int left;

    Quota(long shortest, int left) {
      this.shortest = shortest;
      this.left = left;
    }

    @Override
    public boolean test(long length) {
      return length >= shortest && left-- > 0;
    }
  }
}
