package interleave.explore;

import interleave.explore.result.Result;
import interleave.explore.search.Search;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Runs an exploration on a thread of its own and watches it: a program that blocks or loops where
 * the explorer has no control ends the exploration with a sentence, and keeps that thread.
 */
final class Guard {
  /** No single execution of a listing takes so long. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private volatile boolean cancelled;
  private final AtomicInteger executions = new AtomicInteger();

  Search.Progress hearing(Progress progress) {
    return (schedules, preemptions) -> {
      executions.set(schedules);
      progress.at(schedules, preemptions);
    };
  }

  /**
   * Whether the caller was interrupted; a flag, since a carrier's interrupt status does not survive
   * the threads that it carries.
   */
  boolean cancelled() {
    return cancelled;
  }

  Result run(Function<Guard, Result> work) {
    CompletableFuture<Result> result = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .name("explorer")
            .daemon()
            .start(
                () -> {
                  try {
                    result.complete(work.apply(this));
                  } catch (Throwable e) {
                    result.completeExceptionally(e);
                  }
                });
    try {
      int before = -1;
      while (true) {
        try {
          return result.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          if (executions.get() == before) {
            return stuck(thread);
          }
          before = executions.get();
        } catch (InterruptedException e) {
          cancelled = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IllegalArgumentException notForThisProgram) {
        throw notForThisProgram;
      }
      throw new IllegalStateException("The exploration failed.", e.getCause());
    } finally {
      if (cancelled) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Result stuck(Thread thread) {
    String place = "";
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getModuleName() == null && !frame.getClassName().startsWith("interleave.")) {
        place = " at line " + frame.getLineNumber();
        break;
      }
    }
    return new Result.Stuck(
        "The program blocks or runs on" + place + " without giving the explorer a chance to go on.",
        executions.get(),
        List.of(),
        PATIENCE);
  }
}
