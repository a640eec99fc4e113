package interleave.run;

import interleave.protocol.EngineReply;
import interleave.protocol.Event;
import interleave.protocol.Outcome;
import interleave.protocol.SessionCommand;
import interleave.protocol.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one run from the queue to its end: its turn, the cells it builds on, its own, then the
 * watch over what lives on.
 */
final class Conductor {
  private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);
  private static final AtomicLong IDS = new AtomicLong();

  private final Session session;
  private final RunRequest request;
  private final Run run;
  private final Engines engines;
  private final Spares spares;
  private final Admission admission;
  private final RunLimits limits;
  private final Consumer<End> ended;
  private final Supervisor supervisor;
  private final List<Performance> performances = new ArrayList<>();

  /** The run of the same cell that this one takes the place of. */
  private final Optional<Conductor> before;

  /** The place in the session's order; a program needs none. */
  private final Optional<Admission.Ticket> turn;

  private final CountDownLatch over = new CountDownLatch(1);
  private volatile @Nullable SessionJvm jvm;
  private int life;
  private boolean lost;
  private volatile boolean queued;

  Conductor(
      Session session,
      RunRequest request,
      Engines engines,
      Spares spares,
      Admission admission,
      RunLimits limits,
      Consumer<End> ended) {
    this.session = session;
    this.request = request;
    this.run = new Run(request.cell().id(), limits.outputBytes());
    this.engines = engines;
    this.supervisor = new Supervisor(run, limits);
    this.spares = spares;
    this.admission = admission;
    this.limits = limits;
    this.ended = ended;
    this.before = session.conduct(request.cell().id(), this);
    // Here and not on the run's own thread, so that cells take turns in the order of the clicks.
    this.turn =
        request.cell().kind() == Cell.Kind.PROGRAM
            ? Optional.empty()
            : Optional.of(session.turns().enter(this::tellQueued));
  }

  Run run() {
    return run;
  }

  /** Text for the cell's {@code System.in}. */
  void input(String text, boolean end) {
    SessionJvm current = jvm;
    if (current != null) {
      current.input(text, end);
    }
  }

  /** Takes the run to its end; returns when nothing of it lives. */
  void conduct() {
    String cell = request.cell().id();
    try {
      if (before.isPresent()) {
        before.get().run().stop();
        before.get().over.await();
      }
      finish(inTurn());
      turn.ifPresent(Admission.Ticket::close);
      awaitQuiet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.error("a run failed", e);
      finish(End.before(Outcome.DIED, "The server failed over this run; please run it again."));
    } finally {
      turn.ifPresent(Admission.Ticket::close);
      performances.forEach(Performance::endIsTold);
      SessionJvm current = jvm;
      if (current != null) {
        performances.forEach(p -> current.forget(p.id()));
        if (request.cell().kind() == Cell.Kind.PROGRAM) {
          current.close();
        }
      }
      session.conducted(cell, this);
      run.close();
      over.countDown();
    }
  }

  private End inTurn() throws IOException, InterruptedException {
    if (turn.isPresent() && !admitted(turn.get())) {
      return stoppedWaiting();
    }
    try (Admission.Ticket place = admission.enter(this::tellQueued)) {
      if (!admitted(place)) {
        return stoppedWaiting();
      }
      if (queued) {
        tellQueued(0);
      }
      return turn.isPresent() ? cells() : program();
    }
  }

  private void tellQueued(int ahead) {
    queued = true;
    run.tell(Optional.empty(), new Event.Queued(ahead));
  }

  private boolean admitted(Admission.Ticket ticket) throws InterruptedException {
    try {
      CompletableFuture.anyOf(ticket.admitted(), run.stopped()).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return !run.stopped().isDone();
  }

  private static End stoppedWaiting() {
    return End.before(Outcome.STOPPED, "Stopped before it began.");
  }

  private End program() throws IOException, InterruptedException {
    Cell cell = request.cell();
    try {
      EngineReply.Compiled compiled =
          StoppableCompile.await(
              run, () -> engines.program("Main", cell.source(), limits.compile()));
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
      restart(known, "The JVM of this session had ended.");
    } else if (!session.hasRunAll(request.believed())) {
      restart(known, "The server no longer holds what the cells of this page left.");
    }
    try {
      return cellsInOrder();
    } catch (FrontEnd.LostException e) {
      if (run.stopped().isDone()) {
        return stoppedWaiting();
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
    Performance performance = new Performance(IDS.incrementAndGet(), run, label);
    performances.add(performance);
    current.perform(
        performance,
        new SessionCommand.Run(performance.id(), compiled.classes(), compiled.steps()));
    End end = supervisor.awaitEnd(performance, current, cell.timeout());
    end.lost().ifPresent(reason -> lose(current, reason));
    return end;
  }

  private void awaitQuiet() throws InterruptedException {
    SessionJvm current = jvm;
    if (current != null && !lost) {
      supervisor.awaitQuiet(performances, current).ifPresent(reason -> lose(current, reason));
    }
  }

  /** Tells that the session starts afresh; a program had none to lose. */
  private void lose(SessionJvm current, String reason) {
    lost = true;
    if (request.cell().kind() == Cell.Kind.RUN) {
      restart(current, reason);
    }
  }

  private void restart(@Nullable SessionJvm known, String reason) {
    session.startAfresh(known, reason);
    run.tell(Optional.empty(), new Event.Restarted(reason));
  }

  private void finish(End end) {
    run.tell(
        Optional.empty(),
        new Event.Finished(
            end.outcome(),
            end.wallNanos(),
            end.cpuNanos(),
            Runtime.getRuntime().availableProcessors(),
            end.exit(),
            end.message()));
    performances.forEach(Performance::endIsTold);
    ended.accept(end);
  }
}
