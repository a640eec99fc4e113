package interleave.benchmark;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How long a benchmark is warmed up and measured: as its annotations ask, else short, and never
 * longer than there is time.
 *
 * @param warmups how many iterations nobody looks at
 * @param warmupMillis how long each of them takes
 * @param points how many iterations are measured
 * @param pointMillis how long each of them takes; 0 for a mode that calls once in each
 * @param threads how many threads run it at once
 * @param shortened a sentence for the reader, when the time did not suffice for what was asked
 */
record Plan(
    int warmups,
    long warmupMillis,
    int points,
    long pointMillis,
    int threads,
    Optional<String> shortened) {
  private static final int USUAL_WARMUPS = 2;
  private static final int USUAL_POINTS = 5;
  private static final long USUAL_MILLIS = 200;
  private static final long LEAST_MILLIS = 10;

  /** What JMH itself takes before and between iterations, generously. */
  private static final long OVERHEAD_MILLIS = 300;

  private static final int MOST_ITERATIONS = 200;
  private static final int MOST_THREADS = 64;

  /** Rather fewer iterations than shorter ones. */
  private static final long SHORT_MILLIS = 40;

  /** Percent of the time for measuring, where there is too little for all. */
  private static final int MEASURING_PART = 70;

  /** Plans a benchmark for a time. */
  static Plan of(BenchmarkListEntry entry, long millis) {
    boolean once = entry.getMode() == Mode.SingleShotTime;
    int warmups =
        Math.clamp(
            entry.getWarmupIterations().orElse(once ? 0 : USUAL_WARMUPS), 0, MOST_ITERATIONS);
    int points =
        Math.clamp(entry.getMeasurementIterations().orElse(USUAL_POINTS), 1, MOST_ITERATIONS);
    Plan asked =
        new Plan(
            warmups,
            once ? 0 : millis(entry.getWarmupTime().orElse(usual())),
            points,
            once ? 0 : millis(entry.getMeasurementTime().orElse(usual())),
            threads(entry),
            Optional.empty());
    return asked.within(millis - OVERHEAD_MILLIS);
  }

  private static TimeValue usual() {
    return TimeValue.milliseconds(USUAL_MILLIS);
  }

  private static long millis(TimeValue time) {
    return Math.clamp(time.convertTo(TimeUnit.MILLISECONDS), LEAST_MILLIS, 3_600_000L);
  }

  private static int threads(BenchmarkListEntry entry) {
    int cores = Runtime.getRuntime().availableProcessors();
    int asked = entry.getThreads().orElse(1);
    return Math.clamp(asked == Threads.MAX ? cores : asked, 1, MOST_THREADS);
  }

  /** How long all of it takes, in milliseconds. */
  long millis() {
    return warmups * warmupMillis + points * pointMillis;
  }

  /** How much of it is over, in milliseconds, before an iteration, from 1. */
  long before(boolean measured, int iteration) {
    return measured
        ? warmups * warmupMillis + (iteration - 1) * pointMillis
        : (iteration - 1) * warmupMillis;
  }

  private Plan within(long available) {
    long warming = warmups * warmupMillis;
    long measuring = points * pointMillis;
    if (warming + measuring <= Math.max(LEAST_MILLIS, available)) {
      return this;
    }
    long toMeasure = Math.min(measuring, available * MEASURING_PART / 100);
    long toWarm = Math.min(warming, available - toMeasure);
    int fewerWarmups = fitting(warmups, toWarm, 0);
    int fewerPoints = fitting(points, Math.max(toMeasure, available - toWarm), 1);
    return new Plan(
        fewerWarmups,
        Math.clamp(toWarm / Math.max(1, fewerWarmups), LEAST_MILLIS, warmupMillis),
        fewerPoints,
        Math.clamp((available - toWarm) / fewerPoints, LEAST_MILLIS, pointMillis),
        threads,
        Optional.of(
            "%s of warming up and %s of measuring do not fit into the time that this cell has, so they were shortened."
                .formatted(iterations(warmups, warmupMillis), iterations(points, pointMillis))));
  }

  /** How many iterations fit into a time, none too short. */
  private static int fitting(int asked, long millis, int least) {
    return (int) Math.clamp(millis / SHORT_MILLIS, least, asked);
  }

  private static String iterations(int count, long millis) {
    return "%d x %s"
        .formatted(
            count,
            millis < 1000
                ? millis + " ms"
                : String.format(Locale.ROOT, "%.1f s", millis / 1000.0).replace(".0 s", " s"));
  }
}
