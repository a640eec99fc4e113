package interleave.benchmark;

import interleave.protocol.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Says in sentences what the points of several benchmarks tell: which is faster and by how much, or
 * that they cannot be told apart.
 *
 * <p>Points are compared by the Mann-Whitney U test, since a few points of an iteration each are
 * neither many nor normal.
 */
public final class Comparison {
  /** What chance alone brings about less often than this is not taken for chance. */
  private static final double UNLIKELY = 0.05;

  /** JVMs that run the same code differ by so much. */
  private static final double ALIKE = 1.05;

  private static final int MOST_SENTENCES = 12;

  private Comparison() {}

  /** A benchmark with its points as nanoseconds for an operation. */
  private record Measured(Event.Benchmark benchmark, List<Double> nanos) {
    static Measured of(Event.Benchmark benchmark) {
      return new Measured(
          benchmark,
          benchmark.points().stream().map(point -> Scores.nanos(point, benchmark.unit())).toList());
    }

    double median() {
      return Scores.median(nanos);
    }

    String name() {
      return benchmark.name();
    }
  }

  /** The sentences, at most a dozen. */
  public static List<String> of(List<Event.Benchmark> benchmarks) {
    List<Measured> all =
        benchmarks.stream()
            .filter(b -> !b.points().isEmpty())
            .map(Measured::of)
            .filter(m -> m.nanos().stream().allMatch(n -> Double.isFinite(n) && n > 0))
            .toList();
    List<String> sentences = new ArrayList<>();
    Map<String, List<Measured>> beside = new LinkedHashMap<>();
    all.forEach(m -> beside.computeIfAbsent(conditions(m), c -> new ArrayList<>()).add(m));
    beside.forEach(
        (conditions, group) ->
            sentences.addAll(compared(group, beside.size() > 1 ? conditions : "")));
    return sentences.stream().limit(MOST_SENTENCES).toList();
  }

  /** What must be the same for two benchmarks to be compared. */
  private static String conditions(Measured measured) {
    Event.Benchmark benchmark = measured.benchmark();
    String parameters =
        benchmark.parameters().stream()
            .map(p -> p.name() + " = " + p.value())
            .collect(Collectors.joining(", "));
    String threads =
        benchmark.threads() == 1
            ? ""
            : (parameters.isEmpty() ? "" : ", ") + benchmark.threads() + " threads";
    String mode = benchmark.mode().equals("ss") ? " (called once)" : "";
    return parameters + threads + mode;
  }

  private static List<String> compared(List<Measured> group, String conditions) {
    List<Measured> sorted =
        group.stream().sorted(Comparator.comparingDouble(Measured::median)).toList();
    String prefix = conditions.isBlank() ? "" : "With " + conditions.strip() + ": ";
    Measured fastest = sorted.getFirst();
    return sorted.stream()
        .skip(1)
        .filter(slower -> !slower.name().equals(fastest.name()))
        .map(slower -> prefix + sentence(fastest, slower))
        .toList();
  }

  private static String sentence(Measured fast, Measured slow) {
    if (Scores.leastChance(fast.nanos().size(), slow.nanos().size()) > UNLIKELY) {
      return "%s and %s have too few points to be told apart; measure at least four of each."
          .formatted(fast.name(), slow.name());
    }
    double chance = Scores.chance(fast.nanos(), slow.nanos());
    double ratio = slow.median() / fast.median();
    if (chance > UNLIKELY) {
      return "%s and %s cannot be told apart: %s and %s, but points so mixed come about by chance"
              .formatted(
                  fast.name(),
                  slow.name(),
                  Scores.worded(fast.median()),
                  Scores.worded(slow.median()))
          + " (Mann-Whitney, p = %s).".formatted(worded(chance));
    }
    String faster =
        ratio < 2
            ? String.format(
                Locale.ROOT,
                "%s is faster than %s by %.0f %%",
                fast.name(),
                slow.name(),
                (ratio - 1) * 100)
            : "%s is %s times as fast as %s"
                .formatted(fast.name(), Scores.number(ratio), slow.name());
    String points =
        ": %s against %s, the medians of points of which %s overlap (Mann-Whitney, p = %s)"
            .formatted(
                Scores.worded(fast.median()),
                Scores.worded(slow.median()),
                apart(fast, slow) ? "none" : "some",
                worded(chance));
    return ratio < ALIKE
        ? faster + points + "; that is so little that the next JVM may say otherwise."
        : faster + points + ".";
  }

  private static boolean apart(Measured fast, Measured slow) {
    return fast.nanos().stream().max(Double::compare).orElse(0.0)
        < slow.nanos().stream().min(Double::compare).orElse(0.0);
  }

  private static String worded(double chance) {
    return chance < 0.001 ? "0.001 or less" : String.format(Locale.ROOT, "%.3f", chance);
  }
}
