package interleave.stress;

import interleave.protocol.Event;
import interleave.protocol.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.CounterThread;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.util.Counter;

/**
 * Runs the actors of one test again and again, shortly at first so that there is a table soon, and
 * tells what they saw.
 */
public final class StressTest {
  private static final int FIRST_MILLIS = 50;
  private static final int NEXT_MILLIS = 200;

  /** For the last go of the actors, at the end of the time. */
  private static final long LAST_MILLIS = NEXT_MILLIS + 100;

  /** For actors that a busy machine keeps from ending, before they are said to be stuck. */
  private static final long PATIENCE_MILLIS = 3_000;

  private static final int LOOKS = 3;
  private static final Duration LOOK = Duration.ofMillis(20);

  /** A table does not become more telling after this. */
  private static final long MOST_MILLIS = 5_000;

  private static final String STALE = "STALE";

  private final Runners runners;
  private final Consumer<Event> report;
  private final Table table;
  private final long millis;
  private final long spareMillis;
  private final long began = System.nanoTime();
  private volatile boolean over;
  private volatile @Nullable Throwable failure;
  private volatile int actors;
  private volatile Duration wall = Duration.ZERO;
  private volatile Duration cpu = Duration.ZERO;

  private StressTest(Step.Stress step, Class<?> runner, Consumer<Event> report) {
    this.runners = new Runners(runner);
    this.report = report;
    this.table = new Table(step.cases());
    this.millis = Math.min(step.millis(), MOST_MILLIS);
    this.spareMillis = Math.min(step.millis() - millis, PATIENCE_MILLIS);
  }

  /**
   * Runs the test for its time and tells.
   *
   * @param runner the class that jcstress's generator wrote
   * @throws Throwable what the reader's code throws
   */
  public static void run(Step.Stress step, Class<?> runner, Consumer<Event> report)
      throws Throwable {
    new StressTest(step, runner, report).run();
  }

  private void run() throws Throwable {
    Thread worker = new Thread(this::stress, "stress");
    worker.setDaemon(true);
    worker.start();
    worker.join(Math.max(1, millis - LAST_MILLIS));
    over = true;
    // A test of termination is expected not to end; any other is only given less of the machine.
    worker.join(LAST_MILLIS + (runners.terminate() ? 0 : spareMillis));
    Throwable thrown = failure;
    if (thrown != null) {
      remark("An actor threw an exception, so the test was ended.");
      throw thrown;
    }
    boolean ended = !worker.isAlive();
    synchronized (table) {
      if (!ended && runners.terminate()) {
        table.add(STALE, 1);
      } else if (!ended) {
        tellIfStuck();
      }
      report.accept(new Event.Outcomes(table.rows(), true));
    }
    if (ended && !runners.terminate()) {
      Caveats.ofProcessors(actors, wall, cpu).ifPresent(this::remark);
    }
  }

  private void stress() {
    try {
      if (runners.terminate()) {
        awaitEnds();
      } else {
        refine();
      }
    } catch (Throwable e) {
      failure = e;
    }
  }

  private void refine() throws Throwable {
    meet(runners.runner(FIRST_MILLIS, Runners.Stride.SHORT));
    Runner<?> next = runners.runner(NEXT_MILLIS, Runners.Stride.LONG);
    check(next);
    while (!over) {
      tellProgress();
      meet(next);
    }
  }

  /** Finds out how many tries at once take neither too much memory nor too much time. */
  private static <R> void check(Runner<R> runner) throws Throwable {
    runner.sanityCheck(new Counter<>());
  }

  /** Lets the actors run at once for a while, and counts. */
  private <R> void meet(Runner<R> runner) throws Throwable {
    long started = System.nanoTime();
    Duration before = processorTime();
    List<CounterThread<R>> threads = new ArrayList<>(runner.internalRun());
    actors = threads.size();
    awaitEnd(threads);
    wall = wall.plusNanos(System.nanoTime() - started);
    cpu = cpu.plus(processorTime().minus(before));
    synchronized (table) {
      for (CounterThread<R> thread : threads) {
        Counter<R> counter = thread.result();
        counter
            .elementSet()
            .forEach(outcome -> table.add(String.valueOf(outcome), counter.count(outcome)));
      }
      tellTable();
    }
  }

  /** One that throws leaves the others waiting for it. */
  private static <R> void awaitEnd(List<CounterThread<R>> threads) throws Throwable {
    for (CounterThread<R> thread : threads) {
      while (!thread.join(LOOK)) {
        throwAny(threads);
      }
    }
    throwAny(threads);
  }

  private static <R> void throwAny(List<CounterThread<R>> threads) throws Throwable {
    for (CounterThread<R> thread : threads) {
      Throwable thrown = thread.throwable();
      if (thrown != null) {
        throw thrown;
      }
    }
  }

  private void awaitEnds() throws ReflectiveOperationException {
    while (!over) {
      tellProgress();
      TestResult result = runners.runner(FIRST_MILLIS, Runners.Stride.SHORT).run();
      synchronized (table) {
        for (String outcome : result.getStateKeys()) {
          table.add(outcome, result.getCount(outcome));
        }
        tellTable();
      }
    }
  }

  private void tellTable() {
    if (!over) {
      report.accept(new Event.Outcomes(table.rows(), false));
    }
  }

  private void tellProgress() {
    long done = Math.min(millis, Duration.ofNanos(System.nanoTime() - began).toMillis());
    long seconds = Math.round((millis - done) / 1000.0);
    report.accept(
        new Event.Progress(
            done,
            millis,
            "counting outcomes; "
                + (seconds == 0
                    ? "under a second"
                    : seconds == 1 ? "a second" : seconds + " seconds")
                + " left"));
  }

  /** An actor that stays in its code is stuck; else the machine was too busy for one more go. */
  private void tellIfStuck() throws InterruptedException {
    Optional<Integer> line = line();
    for (int look = 1; look < LOOKS && line.isPresent(); look++) {
      Thread.sleep(LOOK);
      line = line();
    }
    if (line.isPresent()) {
      remark(
          "The actors were still running when the time was up, one of them at line "
              + line.get()
              + "; does it wait for another, or loop for ever?");
    } else if (table.total() == 0) {
      remark("The actors did not come to an end in time, so nothing was counted.");
    }
  }

  /** Where an actor was seen last, in the reader's own class. */
  private Optional<Integer> line() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(e -> e.getKey().getName().startsWith("JcstressThread_"))
        .flatMap(e -> Arrays.stream(e.getValue()))
        .filter(frame -> runners.type().getName().startsWith(frame.getClassName() + "_"))
        .map(StackTraceElement::getLineNumber)
        .filter(line -> line > 0)
        .findFirst();
  }

  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private void remark(String sentence) {
    report.accept(new Event.Remark(sentence));
  }
}
