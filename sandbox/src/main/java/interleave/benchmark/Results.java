package interleave.benchmark;

import interleave.protocol.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts together what the JVMs of one run tell: points of the same benchmark from several JVMs, and
 * remarks that each of them makes. Nothing that it hears is trusted.
 */
public final class Results {
  private static final int MOST_BENCHMARKS = 200;
  private static final int MOST_POINTS = 1000;
  private static final int LONGEST_NAME = 200;

  private final Map<Key, Event.Benchmark> finished = new LinkedHashMap<>();
  private final Set<Event.Remark> remarks = new HashSet<>();

  private record Key(String name, String mode, List<Event.Parameter> parameters, int threads) {
    static Key of(Event.Benchmark benchmark) {
      return new Key(
          benchmark.name(), benchmark.mode(), benchmark.parameters(), benchmark.threads());
    }
  }

  /** Nothing heard yet. */
  public Results() {}

  /**
   * What is to be told when one of the JVMs tells something.
   *
   * @return empty for what was told before, or makes no sense
   */
  public synchronized Optional<Event> heard(Event event) {
    return switch (event) {
      case Event.Benchmark benchmark ->
          Optional.of(benchmark).filter(Results::makesSense).map(this::joined);
      case Event.Remark remark -> Optional.<Event>of(remark).filter(r -> isNew(remark));
      default -> Optional.of(event);
    };
  }

  private boolean isNew(Event.Remark remark) {
    return remarks.size() < MOST_BENCHMARKS && remarks.add(remark);
  }

  private static boolean makesSense(Event.Benchmark benchmark) {
    return benchmark.points().stream().allMatch(Double::isFinite)
        && !benchmark.points().isEmpty()
        && benchmark.points().size() <= MOST_POINTS
        && benchmark.name().length() <= LONGEST_NAME
        && Double.isFinite(Scores.nanos(1, benchmark.unit()));
  }

  /** With the points that earlier JVMs measured. */
  private Event joined(Event.Benchmark benchmark) {
    Key key = Key.of(benchmark);
    Event.Benchmark before = finished.get(key);
    Event.Benchmark joined = before == null ? benchmark : after(before, benchmark);
    if (benchmark.done() && (before != null || finished.size() < MOST_BENCHMARKS)) {
      finished.put(key, joined);
    }
    return joined;
  }

  private static Event.Benchmark after(Event.Benchmark before, Event.Benchmark next) {
    List<Double> points =
        Stream.concat(
                before.points().stream(),
                next.points().stream()
                    .map(point -> Scores.converted(point, next.unit(), before.unit())))
            .limit(MOST_POINTS)
            .toList();
    return new Event.Benchmark(
        next.name(),
        next.mode(),
        before.unit(),
        points,
        next.parameters(),
        next.threads(),
        next.done(),
        before.quiet() && next.quiet());
  }

  /** What there is to say of all benchmarks, when the last one is done. */
  public synchronized List<Event.Remark> compared() {
    return Comparison.of(new ArrayList<>(finished.values())).stream()
        .map(Event.Remark::new)
        .toList();
  }
}
