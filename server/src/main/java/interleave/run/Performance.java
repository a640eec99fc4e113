package interleave.run;

import interleave.protocol.Event;
import interleave.protocol.SessionReply;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One cell's code in a session JVM, from its first step until nothing of it lives.
 *
 * <p>What the JVM says goes to the run's stream; who lives on is told after the end of the cell's
 * own code.
 */
final class Performance {
  private final long id;
  private final Run run;
  private final Optional<String> label;
  private final long began = System.nanoTime();
  private final CompletableFuture<SessionReply.Ended> ended = new CompletableFuture<>();
  private final CompletableFuture<Void> quiet = new CompletableFuture<>();
  private volatile Event.@Nullable Threw lastThrew;
  private boolean endTold;
  private Event.@Nullable Lingering held;

  Performance(long id, Run run, Optional<String> label) {
    this.id = id;
    this.run = run;
    this.label = label;
  }

  long id() {
    return id;
  }

  /** Nanoseconds since the code was sent off. */
  long nanos() {
    return System.nanoTime() - began;
  }

  /** Completes when the cell's own code is done. */
  CompletableFuture<SessionReply.Ended> ended() {
    return ended;
  }

  /** Completes when no thread and no process of the cell lives. */
  CompletableFuture<Void> quiet() {
    return quiet;
  }

  /** The last exception that was told of it. */
  Optional<Event.Threw> lastThrew() {
    return Optional.ofNullable(lastThrew);
  }

  /** The end of the code has been told: who lives on may be told now. */
  void endIsTold() {
    Event.Lingering waiting;
    synchronized (this) {
      endTold = true;
      waiting = held;
      held = null;
    }
    if (waiting != null) {
      run.relay(label, waiting);
    }
  }

  /** Called by the session JVM's listener. */
  void told(Event event) {
    switch (event) {
      case Event.Lingering(var threads, var processes)
          when threads.isEmpty() && processes.isEmpty() -> {
        ended.complete(new SessionReply.Ended(id, false, nanos(), 0));
        quiet.complete(null);
      }
      case Event.Lingering lingering -> {
        synchronized (this) {
          if (!endTold) {
            held = lingering;
            return;
          }
        }
        run.relay(label, lingering);
      }
      case Event.Threw threw -> {
        lastThrew = threw;
        run.relay(label, threw);
      }
      case Event.Output _, Event.Value _, Event.Display _, Event.InputWanted _ ->
          run.relay(label, event);
      // Only the server says these; a session that does is forging.
      case Event.Queued _,
          Event.Restarted _,
          Event.Problem _,
          Event.Heartbeat _,
          Event.Ran _,
          Event.CutOff _,
          Event.Finished _ -> {}
    }
  }

  /** Called by the session JVM's listener. */
  void ended(SessionReply.Ended end) {
    ended.complete(end);
  }
}
