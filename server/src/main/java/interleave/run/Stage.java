package interleave.run;

import interleave.protocol.ClassFile;
import interleave.protocol.Event;
import interleave.protocol.Outcome;
import interleave.protocol.SessionCommand;
import interleave.protocol.Step;
import interleave.protocol.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Performs compiled code of one run in a JVM, under what its cell is allowed. */
final class Stage {
  private static final AtomicLong IDS = new AtomicLong();

  private static final String UNREADABLE = "What was recorded of this run could not be read.";
  private static final String UNSENT =
      "Nothing is drawn: the run's JVM ended, or had no room left, before it sent what it"
          + " recorded.";

  private final Run run;
  private final RunLimits limits;
  private final Supervisor supervisor;
  private final Efforts.Account account;
  private final List<Performance> performances = new ArrayList<>();
  private volatile @Nullable SessionJvm jvm;
  private volatile Function<Event, Optional<Event>> heard = Optional::of;
  private volatile BiConsumer<SessionJvm, String> whenLost = (jvm, reason) -> {};
  private @Nullable CpuMeter meter;
  private boolean lost;

  Stage(Run run, RunLimits limits, Supervisor supervisor, Efforts.Account account) {
    this.run = run;
    this.limits = limits;
    this.supervisor = supervisor;
    this.account = account;
  }

  /** Another one of the same run, for what is performed apart while this one stands still. */
  Stage apart() {
    return new Stage(run, limits, supervisor, account);
  }

  /** What is told of what a laboratory tells: its benchmarks and remarks. */
  void hearThrough(Function<Event, Optional<Event>> hearing) {
    heard = hearing;
  }

  /** What to do when a JVM is lost over this run, with the reason as a sentence. */
  void whenLost(BiConsumer<SessionJvm, String> then) {
    whenLost = then;
  }

  /** Text for the code's {@code System.in}. */
  void input(String text, boolean end) {
    SessionJvm current = jvm;
    if (current != null) {
      current.input(text, end);
    }
  }

  /**
   * Performs some steps and waits for the end of their own code.
   *
   * @param label the cell's id if it is not the requested one
   * @param allowance what the steps may use, if not all that the cell may
   */
  End perform(
      SessionJvm current,
      Cell cell,
      Allowance allowance,
      Optional<String> label,
      List<ClassFile> classes,
      List<Step> steps)
      throws InterruptedException {
    jvm = current;
    Conditions conditions = cell.conditions();
    Performance performance =
        new Performance(
            IDS.incrementAndGet(),
            run,
            label,
            conditions.recorded(),
            cell.kind().wantsQuiet() ? new Disturbance(current::cpu)::isQuiet : () -> false,
            heard);
    performances.add(performance);
    long allMemory = current.limits().memoryMiB();
    boolean tightened = allowance.memoryMiB() < allMemory;
    if (tightened) {
      current.allowMemory(allowance.memoryMiB());
    }
    boolean pinned = !conditions.isOnAllCores();
    if (pinned) {
      current.allowCores(conditions.cores());
    }
    CpuMeter ticking = new CpuMeter(current, allowance.cpu(), account);
    meter = ticking;
    current.perform(
        performance,
        new SessionCommand.Run(performance.id(), classes, steps, conditions.recorded()));
    End end = supervisor.awaitEnd(performance, current, allowance, ticking);
    if (pinned) {
      current.allowCores(current.limits().cores());
    }
    current.hurry();
    if (tightened) {
      current.allowMemory(allMemory);
    }
    end.lost().ifPresent(reason -> lose(current, reason));
    return end;
  }

  /** The same end, unless a laboratory has found what is wrong: then that. */
  End judged(End end) {
    return end.outcome() == Outcome.COMPLETED
        ? performances.getLast().flaw().map(end::failed).orElse(end)
        : end;
  }

  /** What was performed before is of no account any more: it ended with its JVM. */
  void clear() {
    performances.clear();
  }

  /** The end of the run has been told: who lives on may be told now. */
  void endIsTold() {
    performances.forEach(Performance::endIsTold);
  }

  /** Draws what was recorded, in an engine, since the recording is the reader's to forge. */
  void draw(Engines engines) throws InterruptedException {
    for (Performance performance : performances) {
      if (performance.isRecorded()) {
        Recording recording = performance.recording().orElse(null);
        Timeline timeline =
            recording == null ? Timeline.nothing(UNSENT) : timeline(engines, recording);
        run.tell(performance.label(), new Event.Drawn(timeline));
      }
    }
  }

  private Timeline timeline(Engines engines, Recording recording) throws InterruptedException {
    try {
      return engines.draw(recording, limits.compile());
    } catch (CompileException e) {
      if (e.endedEngine()) {
        account.offend(); // nothing that is recorded honestly takes so much
      }
      return Timeline.nothing(UNREADABLE);
    } catch (IOException e) {
      return Timeline.nothing(UNREADABLE);
    }
  }

  /** Waits until nothing lives of what was performed. */
  void awaitQuiet() throws InterruptedException {
    SessionJvm current = jvm;
    CpuMeter last = meter;
    if (current != null && last != null && !lost) {
      supervisor.awaitQuiet(performances, current, last).ifPresent(reason -> lose(current, reason));
      current.awaitLastWords();
    }
  }

  /** Lets go of the JVM. */
  void close() {
    SessionJvm current = jvm;
    if (current != null) {
      performances.forEach(p -> current.forget(p.id()));
    }
  }

  private void lose(SessionJvm current, String reason) {
    lost = true;
    performances.forEach(Performance::isLost);
    whenLost.accept(current, reason);
  }
}
