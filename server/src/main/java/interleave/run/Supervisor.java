package interleave.run;

import interleave.protocol.Outcome;
import interleave.protocol.SessionReply;
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

  private final Run run;
  private final RunLimits limits;

  Supervisor(Run run, RunLimits limits) {
    this.run = run;
    this.limits = limits;
  }

  /** Waits for the end of a cell's own code. */
  End awaitEnd(Performance performance, SessionJvm jvm, Duration timeout)
      throws InterruptedException {
    long cpuBefore = jvm.cpuNanos();
    awaitAny(Optional.of(timeout), performance.ended(), jvm.gone(), run.stopped(), run.flooded());
    if (run.flooded().isDone()) {
      String sentence = "It printed more than " + (limits.outputBytes() >> 20) + " MiB.";
      return subdued(performance, jvm, cpuBefore, Outcome.TOO_MUCH_OUTPUT, sentence);
    }
    if (performance.ended().isDone()) {
      return natural(performance.ended().join());
    }
    if (jvm.isGone()) {
      return gone(performance, jvm);
    }
    if (run.stopped().isDone()) {
      return subdued(performance, jvm, cpuBefore, Outcome.STOPPED, "");
    }
    String sentence = "It was still running after " + timeout.toSeconds() + " s.";
    return subdued(performance, jvm, cpuBefore, Outcome.TIMEOUT, sentence);
  }

  /**
   * Waits until nothing lives of what has been performed, or ends it when the reader wants so.
   *
   * @return why the JVM is no longer there, when it is not
   */
  Optional<String> awaitQuiet(List<Performance> performances, SessionJvm jvm)
      throws InterruptedException {
    CompletableFuture<?> quiet = allQuiet(performances);
    awaitAny(Optional.empty(), quiet, jvm.gone(), run.stopped(), run.flooded());
    if (quiet.isDone()) {
      return Optional.empty();
    }
    if (jvm.isGone()) {
      return Optional.of(jvm.why().orElse("The JVM of this session ended."));
    }
    return subdue(performances, jvm);
  }

  private static End natural(SessionReply.Ended ended) {
    return new End(
        ended.threw() ? Outcome.THREW : Outcome.COMPLETED,
        ended.wallNanos(),
        ended.cpuNanos(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static End gone(Performance performance, SessionJvm jvm) {
    SessionJvm.Gone gone = jvm.gone().join();
    Optional<String> why = jvm.why();
    boolean exited = !gone.brokeLine() && (gone.announced() || gone.status() < 128);
    String sentence = why.orElse(sentence(gone, exited));
    return new End(
        why.isPresent() ? Outcome.STOPPED : exited ? Outcome.EXITED : Outcome.DIED,
        performance.nanos(),
        0,
        why.isPresent() ? Optional.empty() : Optional.of(gone.status()),
        Optional.of(sentence),
        Optional.of(sentence));
  }

  private static String sentence(SessionJvm.Gone gone, boolean exited) {
    if (gone.brokeLine()) {
      return "The code wrote into the line between its JVM and the server, so its JVM was ended.";
    }
    return exited
        ? "The code ended its JVM with exit status " + gone.status() + "."
        : "Its JVM ended with status "
            + gone.status()
            + (gone.status() == 137
                ? ": it was killed, by the code itself or for using too much memory."
                : ".");
  }

  private End subdued(
      Performance performance, SessionJvm jvm, long cpuBefore, Outcome outcome, String sentence)
      throws InterruptedException {
    long wall = performance.nanos();
    long cpu = Math.max(0, jvm.cpuNanos() - cpuBefore);
    Optional<String> lost = subdue(List.of(performance), jvm);
    return new End(
        outcome,
        wall,
        cpu,
        Optional.empty(),
        Optional.of(sentence).filter(s -> !s.isEmpty()),
        lost);
  }

  /** Asks threads and processes to end, and ends their JVM when they do not. */
  private Optional<String> subdue(List<Performance> performances, SessionJvm jvm)
      throws InterruptedException {
    performances.forEach(p -> jvm.interrupt(p.id()));
    CompletableFuture<?> quiet = allQuiet(performances);
    awaitAny(Optional.of(limits.grace()), quiet, jvm.gone());
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

  private static void awaitAny(Optional<Duration> atMost, CompletableFuture<?>... events)
      throws InterruptedException {
    CompletableFuture<?> any = CompletableFuture.anyOf(events);
    try {
      if (atMost.isPresent()) {
        any.get(atMost.get().toMillis(), TimeUnit.MILLISECONDS);
      } else {
        any.get();
      }
    } catch (TimeoutException e) {
      // The caller sees that none has happened.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
