package interleave.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reckons with scores and their units, as JMH writes them: {@code ns/op}, {@code ops/ms}. */
final class Scores {
  private static final Map<String, Double> NANOS =
      Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "min", 6e10, "hr", 3.6e12, "day", 8.64e13);

  private static final List<String> READABLE = List.of("ns", "us", "ms", "s");

  private static final String PER_OPERATION = "/op";

  /** Pairs of points for which all orders are counted. */
  private static final int MOST_EXACT = 900;

  private Scores() {}

  /** Nanoseconds that an operation takes; not a number for a unit that nobody knows. */
  static double nanos(double score, String unit) {
    if (unit.endsWith(PER_OPERATION)) {
      return score * nanosOf(unit.substring(0, unit.length() - PER_OPERATION.length()));
    }
    return unit.startsWith("ops/") ? nanosOf(unit.substring(4)) / score : Double.NaN;
  }

  private static double nanosOf(String unit) {
    return NANOS.getOrDefault(unit, Double.NaN);
  }

  /** The unit in which a time for an operation, in nanoseconds, reads best. */
  static String unit(double nanos) {
    String best = READABLE.getFirst();
    for (String unit : READABLE) {
      best = nanos >= nanosOf(unit) ? unit : best;
    }
    return best + PER_OPERATION;
  }

  /** The same score in another unit of the same kind. */
  static double converted(double score, String from, String to) {
    if (from.equals(to)) {
      return score;
    }
    boolean time = to.endsWith(PER_OPERATION);
    double nanos = nanos(score, from);
    return time
        ? nanos / nanosOf(to.substring(0, to.length() - PER_OPERATION.length()))
        : nanosOf(to.substring(4)) / nanos;
  }

  /** The middle one of some scores. */
  static double median(List<Double> scores) {
    List<Double> sorted = scores.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** A time for an operation, in words. */
  static String worded(double nanos) {
    String unit = unit(nanos);
    return number(converted(nanos, "ns/op", unit)) + " " + unit;
  }

  /** A number with three digits that mean something. */
  static String number(double value) {
    int whole = (int) Math.max(0, Math.floor(Math.log10(Math.max(1e-9, Math.abs(value)))));
    return String.format(Locale.ROOT, "%,." + Math.max(0, 2 - whole) + "f", value);
  }

  /**
   * How likely chance alone would set two samples apart as far as these or farther: the
   * Mann-Whitney U test, two-sided, exact but for ties. It asks nothing of how points scatter.
   *
   * @return from 0 to 1
   */
  static double chance(List<Double> one, List<Double> other) {
    double below =
        one.stream()
            .mapToDouble(
                a -> other.stream().mapToDouble(b -> a < b ? 1 : a.equals(b) ? 0.5 : 0).sum())
            .sum();
    int pairs = one.size() * other.size();
    if (pairs > MOST_EXACT) {
      return nearly(below - pairs / 2.0, one.size(), other.size());
    }
    int extreme = (int) Math.ceil(Math.min(below, pairs - below));
    double[] ways = ways(one.size(), other.size());
    double all = 0;
    double farther = 0;
    for (int u = 0; u < ways.length; u++) {
      all += ways[u];
      farther += u <= extreme ? ways[u] : 0;
    }
    return Math.min(1, 2 * farther / all);
  }

  /** The same for many points, of which U is all but normal. */
  private static double nearly(double offset, int one, int other) {
    double z = Math.abs(offset) / Math.sqrt((double) one * other * (one + other + 1) / 12);
    // Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17.
    double t = 1 / (1 + 0.2316419 * z);
    double series =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return Math.min(1, 2 * series * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI));
  }

  /** The least that {@link #chance} can be for samples of these sizes. */
  static double leastChance(int one, int other) {
    return Math.min(1, 2 / choices(one, other));
  }

  private static double choices(int one, int other) {
    double choices = 1;
    for (int i = 1; i <= other; i++) {
      choices = choices * (one + i) / i;
    }
    return choices;
  }

  /** In how many orders of two samples so many pairs stand the wrong way round, for each number. */
  private static double[] ways(int one, int other) {
    double[][] ways = new double[other + 1][];
    for (int m = 0; m <= other; m++) {
      ways[m] = new double[] {1};
    }
    for (int n = 1; n <= one; n++) {
      for (int m = 1; m <= other; m++) {
        // The largest of all is of the first sample, above m others, or of the second.
        double[] sum = new double[n * m + 1];
        for (int u = 0; u < ways[m].length; u++) {
          sum[u + m] += ways[m][u];
        }
        for (int u = 0; u < ways[m - 1].length; u++) {
          sum[u] += ways[m - 1][u];
        }
        ways[m] = sum;
      }
    }
    return ways[other];
  }
}
