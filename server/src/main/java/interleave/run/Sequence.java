package interleave.run;

import interleave.protocol.EngineReply;
import interleave.protocol.Event;
import interleave.protocol.Outcome;
import interleave.protocol.SessionCommand;
import interleave.protocol.Source;
import interleave.protocol.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Compiles and performs what one run consists of: the cells it builds on, then its own. */
final class Sequence {
  private static final AtomicLong IDS = new AtomicLong();

  private static final String UNREADABLE = "What was recorded of this run could not be read.";
  private static final String UNSENT =
      "Nothing is drawn: the run's JVM ended, or had no room left, before it sent what it"
          + " recorded.";

  private final Session session;
  private final RunRequest request;
  private final Run run;
  private final Engines engines;
  private final Spares spares;
  private final RunLimits limits;
  private final Supervisor supervisor;
  private final Efforts.Account account;
  private final List<Performance> performances = new ArrayList<>();
  private volatile @Nullable SessionJvm jvm;
  private @Nullable CpuMeter meter;
  private int life;
  private boolean lost;

  Sequence(
      Session session,
      RunRequest request,
      Run run,
      Engines engines,
      Spares spares,
      RunLimits limits,
      Supervisor supervisor,
      Efforts.Account account) {
    this.account = account;
    this.session = session;
    this.request = request;
    this.run = run;
    this.engines = engines;
    this.spares = spares;
    this.limits = limits;
    this.supervisor = supervisor;
  }

  /** Text for the cell's {@code System.in}. */
  void input(String text, boolean end) {
    SessionJvm current = jvm;
    if (current != null) {
      current.input(text, end);
    }
  }

  /** Takes the requested cell to the end of its own code. */
  End perform() throws IOException, InterruptedException {
    return request.cell().kind() == Cell.Kind.PROGRAM ? program() : cells();
  }

  /** The end of the run has been told: who lives on may be told now. */
  void endIsTold() {
    performances.forEach(Performance::endIsTold);
  }

  /** Draws what was recorded, in an engine, since the recording is the reader's to forge. */
  void draw() throws InterruptedException {
    for (Performance performance : performances) {
      if (performance.isRecorded()) {
        Recording recording = performance.recording().orElse(null);
        Timeline timeline = recording == null ? Timeline.nothing(UNSENT) : timeline(recording);
        run.tell(performance.label(), new Event.Drawn(timeline));
      }
    }
  }

  private Timeline timeline(Recording recording) throws InterruptedException {
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

  /** Lets go of the JVM, which ends if it was this run's own. */
  void close() {
    SessionJvm current = jvm;
    if (current != null) {
      performances.forEach(p -> current.forget(p.id()));
      if (request.cell().kind() == Cell.Kind.PROGRAM) {
        current.close();
      }
    }
  }

  private End program() throws IOException, InterruptedException {
    Cell cell = request.cell();
    try {
      EngineReply.Compiled compiled =
          StoppableCompile.await(
              run,
              () -> engines.program("Main", cell.source(), limits.compile(), account.isOffender()));
      if (compiled.rejected()) {
        return rejected(Optional.empty(), compiled);
      }
      jvm = spares.take();
      return perform(cell, Optional.empty(), compiled);
    } catch (CompileException e) {
      return refused(Optional.empty(), e);
    } catch (StoppableCompile.StoppedException | FrontEnd.LostException e) {
      return End.before(Outcome.STOPPED, "Stopped while it was being compiled.");
    }
  }

  private End cells() throws IOException, InterruptedException {
    SessionJvm known = session.currentJvm();
    if (known != null && known.isGone()) {
      restart(known, known.epitaph());
    } else if (!session.hasRunAll(request.believed())) {
      restart(known, "The server no longer holds what the cells of this page left.");
    }
    try {
      return cellsInOrder();
    } catch (FrontEnd.LostException e) {
      if (run.stopped().isDone()) {
        return End.stoppedWaiting();
      }
      restart(
          session.currentJvm(), "What this session held was lost while the cell was made ready.");
      performances.clear(); // they ended with the JVM that is gone
    }
    try {
      return cellsInOrder();
    } catch (FrontEnd.LostException e) {
      return End.before(Outcome.DIED, "The session was lost twice over this cell.");
    }
  }

  private End cellsInOrder() throws IOException, InterruptedException, FrontEnd.LostException {
    life = session.life();
    for (Cell needed : request.before()) {
      if (!session.hasRun(needed)) {
        Optional<String> label = Optional.of(needed.id());
        End end = cell(needed, label);
        if (end.outcome() != Outcome.COMPLETED) {
          return end.explained(
              "The cell \"" + needed.id() + "\", which this one builds on, did not complete.");
        }
        run.tell(label, new Event.Ran(needed.id()));
      }
    }
    return cell(request.cell(), Optional.empty());
  }

  private End cell(Cell cell, Optional<String> label)
      throws IOException, InterruptedException, FrontEnd.LostException {
    session.startsAnew(cell.id(), request.dependents().getOrDefault(cell.id(), Set.of()));
    End end = source(cell, label, cell.source());
    if (end.outcome() == Outcome.COMPLETED && cell.check().isPresent()) {
      end = source(cell, label, cell.check().get());
    }
    if (end.outcome() == Outcome.COMPLETED) {
      session.hasRunNow(life, cell);
    }
    return end;
  }

  private End source(Cell cell, Optional<String> label, Source source)
      throws IOException, InterruptedException, FrontEnd.LostException {
    try {
      EngineReply.Compiled compiled =
          StoppableCompile.await(run, () -> session.compile(life, source));
      if (compiled.rejected()) {
        return rejected(label, compiled);
      }
      jvm = session.jvm(life);
      return perform(cell, label, compiled);
    } catch (CompileException e) {
      return refused(label, e);
    } catch (StoppableCompile.StoppedException e) {
      // What this compile declares would be known to the front end and not to the JVM.
      session.forgetAbandoned(life);
      return End.before(Outcome.STOPPED, "The cell was stopped while it was being compiled.");
    }
  }

  private End rejected(Optional<String> label, EngineReply.Compiled compiled) {
    compiled.problems().forEach(p -> run.tell(label, p));
    return End.rejected();
  }

  private End refused(Optional<String> label, CompileException reason) {
    if (reason.endedEngine()) {
      account.charge(limits.compile());
      account.offend();
    }
    String sentence = String.valueOf(reason.getMessage());
    run.tell(label, new Event.Problem(Event.Severity.ERROR, 1, 0, 0, sentence));
    return End.rejected();
  }

  private End perform(Cell cell, Optional<String> label, EngineReply.Compiled compiled)
      throws InterruptedException {
    compiled.problems().forEach(p -> run.tell(label, p));
    SessionJvm current = jvm;
    if (current == null) {
      throw new IllegalStateException("no JVM to perform in");
    }
    Performance performance =
        new Performance(IDS.incrementAndGet(), run, label, cell.conditions().recorded());
    performances.add(performance);
    long allMemory = limits.jvms().session().memoryMiB();
    boolean tightened = cell.allowance().memoryMiB() < allMemory;
    if (tightened) {
      current.allowMemory(cell.allowance().memoryMiB());
    }
    boolean pinned = !cell.conditions().isOnAllCores();
    if (pinned) {
      current.allowCores(cell.conditions().cores());
    }
    meter = new CpuMeter(current, cell.allowance().cpu(), account);
    current.perform(
        performance,
        new SessionCommand.Run(
            performance.id(), compiled.classes(), compiled.steps(), cell.conditions().recorded()));
    End end = supervisor.awaitEnd(performance, current, cell.allowance(), meter);
    if (pinned) {
      current.allowCores(limits.jvms().session().cores());
    }
    current.hurry();
    if (tightened) {
      current.allowMemory(allMemory);
    }
    end.lost().ifPresent(reason -> lose(current, reason));
    return end;
  }

  /** Tells that the session starts afresh; a program had none to lose. */
  private void lose(SessionJvm current, String reason) {
    lost = true;
    performances.forEach(Performance::isLost);
    if (request.cell().kind() == Cell.Kind.RUN) {
      restart(current, reason);
    }
  }

  private void restart(@Nullable SessionJvm known, String reason) {
    session.startAfresh(known, reason);
    run.tell(Optional.empty(), new Event.Restarted(reason));
  }
}
