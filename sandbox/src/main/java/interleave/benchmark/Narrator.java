package interleave.benchmark;

import interleave.protocol.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.format.OutputFormat;

/** Tells what JMH does as events: how far it is, and each point as soon as it is measured. */
final class Narrator implements OutputFormat {
  /** What starting another JVM takes, for the time left. */
  private static final long START_MILLIS = 400;

  private final String name;
  private final Plan plan;
  private final int place;
  private final int of;
  private final boolean inUnitOfTheReaders;
  private final Consumer<Event> report;
  private final List<Double> points = new ArrayList<>();
  private volatile Optional<Event.Benchmark> last = Optional.empty();

  /**
   * What is being measured.
   *
   * @param place which of all measurements this is, from 1
   * @param of how many there are
   * @param inUnitOfTheReaders whether the reader chose the unit
   */
  Narrator(
      String name,
      Plan plan,
      int place,
      int of,
      boolean inUnitOfTheReaders,
      Consumer<Event> report) {
    this.name = name;
    this.plan = plan;
    this.place = place;
    this.of = of;
    this.inUnitOfTheReaders = inUnitOfTheReaders;
    this.report = report;
  }

  /** What was measured so far. */
  Optional<Event.Benchmark> last() {
    return last;
  }

  @Override
  public void iteration(BenchmarkParams params, IterationParams iteration, int number) {
    boolean measured = iteration.getType() == IterationType.MEASUREMENT;
    long whole = plan.millis() + START_MILLIS;
    long done = plan.before(measured, number);
    long left = plan.millis() - done + (of - place) * whole;
    String what =
        measured ? "%s: measuring point %d of %d; %s left" : "%s: warming up, %d of %d; %s left";
    report.accept(
        new Event.Progress(
            (place - 1) * whole + done,
            of * whole,
            what.formatted(name, number, iteration.getCount(), time(left))));
  }

  private static String time(long millis) {
    long seconds = Math.round(millis / 1000.0);
    return seconds == 0 ? "under a second" : seconds == 1 ? "a second" : seconds + " seconds";
  }

  @Override
  public void iterationResult(
      BenchmarkParams params, IterationParams iteration, int number, IterationResult result) {
    if (iteration.getType() != IterationType.MEASUREMENT) {
      return;
    }
    double score = result.getPrimaryResult().getScore();
    String unit = result.getPrimaryResult().getScoreUnit();
    String told =
        last.map(Event.Benchmark::unit)
            .orElse(inUnitOfTheReaders || isRate(params) ? unit : Scores.unit(score));
    points.add(Scores.converted(score, unit, told));
    Event.Benchmark benchmark =
        new Event.Benchmark(
            name,
            params.getMode().shortLabel(),
            told,
            List.copyOf(points),
            params.getParamsKeys().stream()
                .map(key -> new Event.Parameter(key, params.getParam(key)))
                .toList(),
            params.getThreads(),
            number == iteration.getCount(),
            false);
    last = Optional.of(benchmark);
    report.accept(benchmark);
  }

  /** Rates are operations in a second, as JMH gives them: there is no best unit for them. */
  private static boolean isRate(BenchmarkParams params) {
    return params.getMode() == Mode.Throughput;
  }

  @Override
  public void startRun() {}

  @Override
  public void startBenchmark(BenchmarkParams params) {}

  @Override
  public void endBenchmark(BenchmarkResult result) {}

  @Override
  public void endRun(Collection<RunResult> results) {}

  // What JMH prints for people at a terminal is not for our reader.

  @Override
  public void print(String text) {}

  @Override
  public void println(String text) {}

  @Override
  public void verbosePrintln(String text) {}

  @Override
  public void write(int b) {}

  @Override
  public void write(byte[] bytes) {}

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
