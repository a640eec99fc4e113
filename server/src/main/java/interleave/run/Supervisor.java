package interleave.run;

import interleave.protocol.Event;
import interleave.protocol.Outcome;
import interleave.protocol.SessionReply;
import interleave.resources.Excess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Watches a cell's code in a session JVM until it ends, by itself, at a limit, or with its JVM.
 *
 * <p>What must be stopped is interrupted first; only threads and processes that do not obey within
 * the grace cost the JVM.
 */
final class Supervisor {
  private static final String DISOBEYED =
      "Threads or processes of the cell did not stop when asked, so their JVM was ended.";

  /** How often processor time is looked at, since nobody tells when it is used up. */
  private static final Duration LOOK = Duration.ofMillis(200);

  /** How long a cell at its limit may take to tell what its threads do. */
  private static final Duration TELLING = Duration.ofMillis(800);

  /** How long a cell that does not stop may live on until what was recorded of it has come. */
  private static final Duration RECORDING = Duration.ofSeconds(2);

  private final Run run;
  private final RunLimits limits;
  private final Sentences sentences;

  Supervisor(Run run, RunLimits limits, Sentences sentences) {
    this.run = run;
    this.limits = limits;
    this.sentences = sentences;
  }

  /** Waits for the end of a cell's own code. */
  End awaitEnd(Performance performance, SessionJvm jvm, Allowance allowance, CpuMeter meter)
      throws InterruptedException {
    CompletableFuture<?> any =
        CompletableFuture.anyOf(
            performance.ended(),
            jvm.gone(),
            run.stopped(),
            run.flooded(),
            performance.deadlocked());
    long deadline = System.nanoTime() + allowance.wall().toNanos();
    while (!any.isDone() && !meter.isExceeded() && System.nanoTime() < deadline) {
      await(any, Math.min(LOOK.toNanos(), deadline - System.nanoTime()));
      meter.charge();
      if (meter.isLong()) {
        jvm.yield();
      }
    }
    if (run.flooded().isDone()) {
      String sentence = Sentences.output(run.outputBound());
      return subdued(performance, jvm, meter, Outcome.TOO_MUCH_OUTPUT, sentence);
    }
    if (performance.ended().isDone()) {
      return natural(performance);
    }
    if (jvm.isGone()) {
      return gone(performance, jvm, meter);
    }
    if (run.stopped().isDone()) {
      return subdued(performance, jvm, meter, Outcome.STOPPED, "");
    }
    if (performance.deadlocked().isDone()) {
      return subdued(performance, jvm, meter, Outcome.DEADLOCK, Sentences.DEADLOCK);
    }
    awaitStuck(performance, jvm);
    return meter.isExceeded()
        ? subdued(performance, jvm, meter, Outcome.TOO_MUCH_CPU, Sentences.cpu(meter.allowed()))
        : subdued(performance, jvm, meter, Outcome.TIMEOUT, Sentences.wall(allowance.wall()));
  }

  /** Lets the cell tell what its threads do, before they are asked to stop. */
  private static void awaitStuck(Performance performance, SessionJvm jvm)
      throws InterruptedException {
    jvm.tell(performance.id());
    CompletableFuture<?> any =
        CompletableFuture.anyOf(performance.stuckTold(), performance.ended(), jvm.gone());
    await(any, TELLING.toNanos());
  }

  /**
   * Waits until nothing lives of what has been performed, or ends it when the reader wants so or it
   * reaches a limit.
   *
   * @param meter the last cell's, which goes on while no other cell's code runs in the JVM
   * @return why the JVM is no longer there, when it is not
   */
  Optional<String> awaitQuiet(List<Performance> performances, SessionJvm jvm, CpuMeter meter)
      throws InterruptedException {
    CompletableFuture<?> quiet = allQuiet(performances);
    CompletableFuture<?> any =
        CompletableFuture.anyOf(quiet, jvm.gone(), run.stopped(), run.flooded());
    long deadline = System.nanoTime() + limits.linger().toNanos();
    while (!any.isDone() && !meter.isExceeded() && System.nanoTime() < deadline) {
      boolean others = jvm.isPerforming();
      await(any, Math.min(LOOK.toNanos(), deadline - System.nanoTime()));
      if (others || jvm.isPerforming()) {
        meter.skip();
      } else {
        meter.charge();
      }
    }
    if (quiet.isDone()) {
      return Optional.empty();
    }
    if (jvm.isGone()) {
      return Optional.of(jvm.epitaph());
    }
    if (!run.stopped().isDone()) {
      String reason =
          run.flooded().isDone()
              ? Sentences.output(run.outputBound())
              : meter.isExceeded()
                  ? Sentences.cpu(meter.allowed())
                  : Sentences.lingered(limits.linger());
      run.tell(Optional.empty(), new Event.CutOff(reason));
    }
    return subdue(performances, jvm);
  }

  private End natural(Performance performance) {
    SessionReply.Ended ended = performance.ended().join();
    return new End(
        ended.threw() ? Outcome.THREW : Outcome.COMPLETED,
        Math.max(0, ended.wallNanos()), // forged ones may be anything
        Math.max(0, ended.cpuNanos()),
        Optional.empty(),
        ended.threw() ? performance.lastThrew().flatMap(sentences::reached) : Optional.empty(),
        Optional.empty());
  }

  private End gone(Performance performance, SessionJvm jvm, CpuMeter meter) {
    SessionJvm.Gone gone = jvm.gone().join();
    Optional<String> why = jvm.why();
    Optional<Outcome> limit =
        gone.excess()
            .map(Supervisor::outcome)
            .or(() -> gone.noMemory() ? Optional.of(Outcome.TOO_MUCH_MEMORY) : Optional.empty());
    boolean exited = !gone.brokeLine() && (gone.announced() || gone.status() < 128);
    String sentence =
        gone.excess()
            .map(Excess::sentence)
            .or(() -> why)
            .orElseGet(() -> gone.noMemory() ? sentences.noNativeMemory() : sentence(gone, exited));
    return new End(
        limit.orElse(why.isPresent() ? Outcome.STOPPED : exited ? Outcome.EXITED : Outcome.DIED),
        performance.nanos(),
        meter.used().toNanos(),
        why.isPresent() || limit.isPresent() ? Optional.empty() : Optional.of(gone.status()),
        Optional.of(sentence),
        Optional.of(sentence));
  }

  private static Outcome outcome(Excess excess) {
    return switch (excess.kind()) {
      case MEMORY -> Outcome.TOO_MUCH_MEMORY;
      case PROCESSES -> Outcome.TOO_MANY_PROCESSES;
    };
  }

  private static String sentence(SessionJvm.Gone gone, boolean exited) {
    if (gone.brokeLine()) {
      return "The code wrote into the line between its JVM and the server, so its JVM was ended.";
    }
    return exited
        ? "The code ended its JVM with exit status " + gone.status() + "."
        : "Its JVM ended with status "
            + gone.status()
            + (gone.status() == 137 ? ": something killed it, most likely the code itself." : ".");
  }

  private End subdued(
      Performance performance, SessionJvm jvm, CpuMeter meter, Outcome outcome, String sentence)
      throws InterruptedException {
    long wall = performance.nanos();
    Optional<String> lost = subdue(List.of(performance), jvm);
    return new End(
        outcome,
        wall,
        meter.used().toNanos(),
        Optional.empty(),
        Optional.of(sentence).filter(s -> !s.isEmpty()),
        lost);
  }

  /** Asks threads and processes to end, and ends their JVM when they do not. */
  private Optional<String> subdue(List<Performance> performances, SessionJvm jvm)
      throws InterruptedException {
    performances.forEach(p -> jvm.interrupt(p.id()));
    CompletableFuture<?> quiet = allQuiet(performances);
    await(CompletableFuture.anyOf(quiet, jvm.gone()), limits.grace().toNanos());
    if (!quiet.isDone()) {
      // It is made by a thread of ours, whether the cell's obey or not.
      CompletableFuture<?> recorded =
          CompletableFuture.allOf(
              performances.stream()
                  .map(Performance::recordingWhole)
                  .toArray(CompletableFuture<?>[]::new));
      await(CompletableFuture.anyOf(recorded, jvm.gone()), RECORDING.toNanos());
    }
    if (quiet.isDone()) {
      return Optional.empty();
    }
    // The reason is for the other cells that lived in this JVM.
    jvm.end("Another cell did not stop when asked, and its JVM was this one's too.");
    return Optional.of(DISOBEYED);
  }

  private static CompletableFuture<?> allQuiet(List<Performance> performances) {
    return CompletableFuture.allOf(
        performances.stream().map(Performance::quiet).toArray(CompletableFuture<?>[]::new));
  }

  private static void await(CompletableFuture<?> any, long atMostNanos)
      throws InterruptedException {
    try {
      any.get(atMostNanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // The caller sees that none has happened.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
