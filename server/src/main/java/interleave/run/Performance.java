package interleave.run;

import interleave.protocol.Event;
import interleave.protocol.SessionReply;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One cell's code in a session JVM, from its first step until nothing of it lives.
 *
 * <p>What the JVM says goes to the run's stream; who lives on is told after the end of the cell's
 * own code.
 */
final class Performance {
  private static final String NO_RESULT =
      "The check came to no result with this code, so it does not count as passed.";
  private static final String FORBIDDEN = "It came to an outcome that it must never come to.";

  private final long id;
  private final Run run;
  private final Optional<String> label;
  private final long began = System.nanoTime();
  private final CompletableFuture<SessionReply.Ended> ended = new CompletableFuture<>();
  private final CompletableFuture<Void> quiet = new CompletableFuture<>();
  private volatile Event.@Nullable Threw lastThrew;
  private final boolean wanted;
  private final BooleanSupplier undisturbed;
  private final Function<Event, Optional<Event>> heard;
  private final CompletableFuture<Void> deadlocked = new CompletableFuture<>();
  private final CompletableFuture<Void> stuckTold = new CompletableFuture<>();
  private volatile @Nullable Recording recording;
  private volatile Optional<String> flaw = Optional.of(NO_RESULT);
  private final CompletableFuture<Void> recordingWhole = new CompletableFuture<>();

  /** Nanoseconds from the sending of the code to its beginning, at most. */
  private volatile long delay = Long.MAX_VALUE;

  private boolean endTold;
  private boolean lost;
  private Event.@Nullable StillRunning held;

  /**
   * A cell's code that is about to be sent off.
   *
   * @param label the cell's id if it is not the requested one
   * @param wanted whether a recording of it is wanted
   * @param undisturbed whether nothing else has run on this machine so far
   * @param heard what is told of what a laboratory tells
   */
  Performance(
      long id,
      Run run,
      Optional<String> label,
      boolean wanted,
      BooleanSupplier undisturbed,
      Function<Event, Optional<Event>> heard) {
    this.undisturbed = undisturbed;
    this.heard = heard;
    this.id = id;
    this.run = run;
    this.label = label;
    this.wanted = wanted;
    if (!wanted) {
      recordingWhole.complete(null);
    }
  }

  Optional<String> label() {
    return label;
  }

  /** Whether a recording of it is wanted. */
  boolean isRecorded() {
    return wanted;
  }

  /** Completes when all that was recorded of it has come; at once when nothing is wanted. */
  CompletableFuture<Void> recordingWhole() {
    return recordingWhole;
  }

  /** What was recorded of it so far, if anything. */
  Optional<Recording> recording() {
    return Optional.ofNullable(recording);
  }

  /** Completes when its threads wait for each other in a circle and none else can go on. */
  CompletableFuture<Void> deadlocked() {
    return deadlocked;
  }

  /**
   * What a laboratory has found to be wrong with the code, as a sentence; that it came to no
   * result, until it comes to one.
   */
  Optional<String> flaw() {
    return flaw;
  }

  /** Completes when it was told what its threads do. */
  CompletableFuture<Void> stuckTold() {
    return stuckTold;
  }

  long id() {
    return id;
  }

  /** Nanoseconds since the code was sent off. */
  long nanos() {
    return System.nanoTime() - began;
  }

  /**
   * Nanoseconds since the code began, as well as the server knows: what the code told last of all
   * came no sooner than it happened.
   */
  long nanosOfCode() {
    return Math.max(0, nanos() - (delay == Long.MAX_VALUE ? 0 : Math.max(0, delay)));
  }

  private void happenedAt(long nanosOfCode) {
    delay = Math.min(delay, nanos() - nanosOfCode);
  }

  /** Its JVM is gone: nobody lives on of it, whatever was told before. */
  synchronized void isLost() {
    lost = true;
    held = null;
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
    Event.StillRunning waiting;
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
      case Event.StillRunning(var threads, var processes, _)
          when threads.isEmpty() && processes.isEmpty() -> {
        ended.complete(new SessionReply.Ended(id, false, nanos(), 0));
        quiet.complete(null);
      }
      case Event.StillRunning alive -> {
        synchronized (this) {
          if (!endTold || lost) {
            held = lost ? null : alive;
            return;
          }
        }
        run.relay(label, alive);
      }
      case Event.Threw threw -> {
        lastThrew = threw;
        run.relay(label, threw);
      }
      case Event.Output output -> {
        happenedAt(output.nanos());
        run.relay(label, output);
      }
      case Event.ProcessStarted started -> {
        happenedAt(started.nanos());
        run.relay(label, started);
      }
      case Event.Value _,
          Event.Display _,
          Event.InputWanted _,
          Event.ProcessEnded _,
          Event.Progress _ ->
          run.relay(label, event);
      case Event.Explored explored -> {
        flaw = Optional.empty();
        run.relay(label, explored);
      }
      case Event.Deadlock deadlock -> {
        run.relay(label, deadlock);
        if (deadlock.hopeless()) {
          deadlocked.complete(null);
        }
      }
      case Event.Benchmark benchmark -> relayHeard(benchmark.heard(undisturbed.getAsBoolean()));
      case Event.Remark remark -> relayHeard(remark);
      case Event.Outcomes outcomes -> {
        if (outcomes.rows().stream().anyMatch(Event.Tally::isForbidden)) {
          flaw = Optional.of(FORBIDDEN);
        } else if (outcomes.rows().stream().anyMatch(row -> row.count() > 0)) {
          flaw = Optional.empty();
        }
        run.relay(label, outcomes);
      }
      case Event.Schedule schedule -> {
        flaw = Optional.of(schedule.sentence());
        run.relay(label, schedule);
      }
      case Event.Stuck stuck -> {
        run.relay(label, stuck);
        stuckTold.complete(null);
      }
      // Only the server says these; a session that does is forging.
      case Event.Drawn _,
          Event.Machine _,
          Event.Queued _,
          Event.Restarted _,
          Event.Problem _,
          Event.Heartbeat _,
          Event.Ran _,
          Event.CutOff _,
          Event.Finished _ -> {}
    }
  }

  private void relayHeard(Event event) {
    heard.apply(event).ifPresent(told -> run.relay(label, told));
  }

  /** Called by the listener to what is printed past {@code System.out}. */
  void printedRaw(String text) {
    run.relay(label, new Event.Output(Event.Stream.OUT, "", 0, text, nanosOfCode()));
  }

  /** Called by the session JVM's listener. */
  void recorded(SessionReply.Recorded piece) {
    if (wanted) {
      Recording grown = Recording.with(recording, piece);
      recording = grown;
      if (grown.isWhole()) {
        recordingWhole.complete(null);
      }
    }
  }

  /** Called by the session JVM's listener. */
  void ended(SessionReply.Ended end) {
    ended.complete(end);
  }
}
