package interleave.benchmark;

import interleave.protocol.Event;
import interleave.protocol.Step;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures one benchmark with JMH in this JVM, which is its own: what JMH calls a fork. It uses
 * JMH's runner without forks, in a JVM that was started with the compiler's hints that JMH gives
 * its forks.
 */
public final class Measurement {
  /** The resource in which JMH looks for benchmarks. */
  public static final String LIST = "META-INF/BenchmarkList";

  /** Less than this is no measurement. */
  private static final long LEAST_MILLIS = 150;

  private final BenchmarkListEntry entry;
  private final Step.Measure step;
  private final Consumer<Event> report;
  private final String name;
  private volatile @Nullable Throwable failure;

  private Measurement(Step.Measure step, Consumer<Event> report) {
    this.entry = new BenchmarkListEntry(step.list());
    this.step = step;
    this.report = report;
    String qualified = entry.getUsername();
    this.name = qualified.substring(qualified.lastIndexOf('.') + 1);
  }

  /**
   * Measures and tells. JMH finds the benchmark's classes and {@link #LIST} with its own class
   * loader.
   *
   * @throws Throwable what the reader's code throws
   */
  public static void run(Step.Measure step, Consumer<Event> report) throws Throwable {
    new Measurement(step, report).run();
  }

  private void run() throws Throwable {
    if (step.millis() < LEAST_MILLIS) {
      remark("There was no time left to measure %s.");
      return;
    }
    Plan plan = Plan.of(entry, step.millis());
    plan.shortened().map(Event.Remark::new).ifPresent(report);
    if (entry.getJvmArgs().hasValue()
        || entry.getJvmArgsAppend().hasValue()
        || entry.getJvmArgsPrepend().hasValue()) {
      remark("The JVM arguments that @Fork gives %s are not heeded here.");
    }
    Narrator narrator =
        new Narrator(name, plan, step.place(), step.of(), entry.getTimeUnit().hasValue(), report);
    Thread runner = new Thread(() -> measure(plan, narrator), "benchmark");
    runner.setDaemon(true);
    runner.start();
    runner.join(step.millis());
    if (runner.isAlive()) {
      tellTimeIsUp(plan, narrator);
      return;
    }
    Throwable thrown = failure;
    if (thrown != null) {
      remark("%s threw an exception, so it was not measured to the end.");
      throw readers(thrown);
    }
    narrator.last().flatMap(this::doubt).map(Event.Remark::new).ifPresent(report);
  }

  private void measure(Plan plan, Narrator narrator) {
    try {
      new Runner(options(plan).build(), narrator).run();
    } catch (RunnerException | RuntimeException | Error e) {
      failure = e;
    }
  }

  private ChainedOptionsBuilder options(Plan plan) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(".*")
            .forks(0)
            .threads(plan.threads())
            .warmupIterations(plan.warmups())
            .measurementIterations(plan.points())
            .warmupTime(TimeValue.milliseconds(plan.warmupMillis()))
            .measurementTime(TimeValue.milliseconds(plan.pointMillis()))
            .shouldFailOnError(true)
            // Else JMH asks java.management for this JVM's, which takes a while.
            .jvmArgs();
    return entry.getTimeUnit().hasValue() || entry.getMode() == Mode.Throughput
        ? options
        : options.timeUnit(TimeUnit.NANOSECONDS);
  }

  private void tellTimeIsUp(Plan plan, Narrator narrator) {
    Optional<Event.Benchmark> last = narrator.last();
    if (last.isPresent()) {
      Event.Benchmark some = last.get();
      report.accept(
          new Event.Benchmark(
              some.name(),
              some.mode(),
              some.unit(),
              some.points(),
              some.parameters(),
              some.threads(),
              true,
              some.quiet()));
      remark(
          "There was time for %d of the %d points of %%s only."
              .formatted(some.points().size(), plan.points()));
    } else {
      remark(
          "%s was still running when its time was up"
              + line().map(line -> ", at line " + line).orElse("")
              + ", so there is no point of it; does it loop for ever, or do too much at once?");
    }
  }

  /** Where a thread of the benchmark was seen last. */
  private Optional<Integer> line() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(e -> e.getKey().getName().contains("-jmh-worker-"))
        .flatMap(e -> Arrays.stream(e.getValue()))
        .filter(frame -> frame.getClassName().startsWith(entry.getUserClassQName()))
        .map(StackTraceElement::getLineNumber)
        .filter(line -> line > 0)
        .findFirst();
  }

  /** Why the points may be of nothing. */
  private Optional<String> doubt(Event.Benchmark benchmark) {
    return Emptiness.suspected(benchmark, returnsNothing());
  }

  private boolean returnsNothing() {
    try {
      return Arrays.stream(Class.forName(entry.getUserClassQName()).getMethods())
          .filter(method -> method.getName().equals(name))
          .anyMatch(method -> method.getReturnType() == void.class);
    } catch (ClassNotFoundException | LinkageError e) {
      return false; // a nested class, whose name JMH writes otherwise
    }
  }

  /** The reader's exception, out of JMH's. */
  private static Throwable readers(Throwable thrown) {
    Throwable inner = thrown;
    for (int depth = 0; depth < 8; depth++) {
      if (inner.getSuppressed().length > 0 && isOfJmh(inner)) {
        inner = inner.getSuppressed()[0];
      } else if (inner.getCause() != null && isOfJmh(inner)) {
        inner = inner.getCause();
      }
    }
    return inner;
  }

  private static boolean isOfJmh(Throwable thrown) {
    return thrown.getClass().getName().startsWith("org.openjdk.jmh.");
  }

  private void remark(String sentence) {
    report.accept(new Event.Remark(sentence.formatted(name)));
  }
}
