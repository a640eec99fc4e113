package interleave.run;

import interleave.protocol.EngineCommand;
import interleave.protocol.EngineReply;
import interleave.protocol.Event;
import interleave.protocol.Outcome;
import interleave.protocol.Source;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles and performs a cell in its session, after the cells that it builds on. */
final class Sequence implements Work {
  private final Session session;
  private final RunRequest request;
  private final Workshop workshop;
  private final Run run;
  private final Stage stage;
  private int life;

  Sequence(Session session, RunRequest request, Workshop workshop) {
    this.session = session;
    this.request = request;
    this.workshop = workshop;
    this.run = workshop.run();
    this.stage = workshop.stage();
    stage.whenLost(this::restart);
  }

  @Override
  public End perform() throws IOException, InterruptedException {
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
      stage.clear();
    }
    try {
      return cellsInOrder();
    } catch (FrontEnd.LostException e) {
      return End.before(Outcome.DIED, "The session was lost twice over this cell.");
    }
  }

  /** The session's JVM lives on. */
  @Override
  public void close() {}

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
    End end =
        cell.kind() instanceof Cell.Kind.Program(Optional<String> name, _)
            ? left(cell, name.orElse("Main"), label)
            : source(cell, label, cell.source());
    for (Cell.Check check : cell.checks()) {
      if (end.outcome() == Outcome.COMPLETED) {
        end = check(cell, check, label);
      }
    }
    if (end.outcome() == Outcome.COMPLETED) {
      session.hasRunNow(life, cell);
    }
    return end;
  }

  private End check(Cell cell, Cell.Check check, Optional<String> label)
      throws IOException, InterruptedException, FrontEnd.LostException {
    if (check.kind().isInSession()) {
      return source(cell, label, check.source());
    }
    Cell alone =
        new Cell(check.kind(), check.source(), List.of(), cell.allowance(), Conditions.USUAL);
    Workshop apart = workshop.apart();
    Solo solo = new Solo(alone, List.of(), apart);
    try {
      return apart.stage().judged(solo.perform());
    } finally {
      solo.close();
    }
  }

  private End source(Cell cell, Optional<String> label, Source source)
      throws IOException, InterruptedException, FrontEnd.LostException {
    return compiled(
        label,
        () -> session.compile(life, source),
        compiled ->
            stage.perform(
                session.jvm(life),
                cell,
                cell.allowance(),
                label,
                compiled.classes(),
                compiled.steps()));
  }

  /** Leaves a program's class files where the session's processes find them. */
  private End left(Cell cell, String name, Optional<String> label)
      throws IOException, InterruptedException, FrontEnd.LostException {
    return compiled(
        label,
        () -> workshop.compile(id -> new EngineCommand.CompileProgram(id, name, cell.source())),
        compiled -> {
          session.jvm(life).leave(compiled.classes());
          return End.nothingYet();
        });
  }

  /** What is done with a text that compiled. */
  private interface Then {
    End with(EngineReply.Compiled compiled)
        throws IOException, InterruptedException, FrontEnd.LostException;
  }

  private End compiled(Optional<String> label, StoppableCompile.Compile compile, Then then)
      throws IOException, InterruptedException, FrontEnd.LostException {
    try {
      EngineReply.Compiled compiled = StoppableCompile.await(run, compile);
      compiled.problems().forEach(p -> run.tell(label, p));
      return compiled.rejected() ? End.rejected() : then.with(compiled);
    } catch (CompileException e) {
      return workshop.refusal().of(label, e);
    } catch (StoppableCompile.StoppedException e) {
      // What this compile declares would be known to the front end and not to the JVM.
      session.forgetAbandoned(life);
      return End.before(Outcome.STOPPED, "The cell was stopped while it was being compiled.");
    }
  }

  private void restart(@Nullable SessionJvm known, String reason) {
    session.startAfresh(known, reason);
    run.tell(Optional.empty(), new Event.Restarted(reason));
  }
}
