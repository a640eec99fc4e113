package interleave.run;

import interleave.benchmark.Results;
import interleave.protocol.ClassFile;
import interleave.protocol.EngineCommand;
import interleave.protocol.EngineReply;
import interleave.protocol.Event;
import interleave.protocol.Outcome;
import interleave.protocol.Source;
import interleave.protocol.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Compiles and performs a cell apart from its session: a program, or one for a laboratory. */
final class Solo implements Work {
  /** Percent of its time after which a laboratory ends by itself, and tells what it has. */
  private static final int LABORATORYS_PART = 85;

  private final Cell cell;
  private final List<Cell> before;
  private final Workshop workshop;
  private final Run run;
  private final Stage stage;

  /** Class files of programs that it builds on, for processes that it starts. */
  private final List<ClassFile> left = new ArrayList<>();

  private @Nullable SessionJvm jvm;

  /**
   * What is to be done for one cell.
   *
   * @param before the cells that it builds on, in order
   */
  Solo(Cell cell, List<Cell> before, Workshop workshop) {
    this.cell = cell;
    this.before = before;
    this.workshop = workshop;
    this.run = workshop.run();
    this.stage = workshop.stage();
  }

  @Override
  public End perform() throws IOException, InterruptedException {
    try {
      EngineReply.Compiled compiled = compile(command());
      compiled.problems().forEach(p -> run.tell(Optional.empty(), p));
      if (compiled.rejected()) {
        return End.rejected();
      }
      for (Cell needed : before) {
        if (cell.kind() instanceof Cell.Kind.Program
            && needed.kind() instanceof Cell.Kind.Program(Optional<String> name, _)) {
          EngineReply.Compiled other = compile(program(name, needed.source()));
          if (other.rejected()) {
            return rejected(needed, other);
          }
          left.addAll(other.classes());
        }
      }
      if (cell.kind() instanceof Cell.Kind.Program(Optional<String> own, _) && own.isPresent()) {
        left.addAll(compiled.classes()); // it may start itself
      }
      return perform(compiled);
    } catch (CompileException e) {
      return workshop.refusal().of(Optional.empty(), e);
    } catch (StoppableCompile.StoppedException | FrontEnd.LostException e) {
      return End.before(Outcome.STOPPED, "Stopped while it was being compiled.");
    }
  }

  private EngineReply.Compiled compile(LongFunction<EngineCommand> command)
      throws CompileException,
          FrontEnd.LostException,
          IOException,
          InterruptedException,
          StoppableCompile.StoppedException {
    return StoppableCompile.await(run, () -> workshop.compile(command));
  }

  private End rejected(Cell needed, EngineReply.Compiled compiled) {
    compiled.problems().forEach(p -> run.tell(Optional.of(needed.id()), p));
    return End.rejected()
        .explained("The cell \"" + needed.id() + "\", which this one builds on, does not compile.");
  }

  private static LongFunction<EngineCommand> program(Optional<String> name, Source source) {
    return id -> new EngineCommand.CompileProgram(id, name.orElse("Main"), source);
  }

  private LongFunction<EngineCommand> command() {
    Source source = cell.source();
    return switch (cell.kind()) {
      case Cell.Kind.Program(Optional<String> name, _) -> program(name, source);
      case Cell.Kind.Benchmark() -> id -> new EngineCommand.CompileBenchmark(id, source);
      case Cell.Kind.Stress() -> id -> new EngineCommand.CompileStress(id, source);
      case Cell.Kind.Explore _ -> {
        List<Source> texts = before.stream().map(Cell::source).toList();
        yield id -> new EngineCommand.CompileExploration(id, texts, source);
      }
      case Cell.Kind.Run() -> throw new IllegalStateException("a session's cell");
    };
  }

  private End perform(EngineReply.Compiled compiled) throws IOException, InterruptedException {
    if (!cell.kind().wantsQuiet()) {
      End end = perform(compiled, cell.allowance());
      return cell.kind() instanceof Cell.Kind.Program ? end.ofProgram() : end;
    }
    run.tell(Optional.empty(), Hardware.now());
    Results results = new Results();
    stage.hearThrough(results::heard);
    End end = perform(compiled, cell.allowance().alone(cell.conditions().cores()));
    results.compared().forEach(remark -> run.tell(Optional.empty(), remark));
    return end;
  }

  /** Performs each step in a JVM of its own, so that none finds what another has left. */
  private End perform(EngineReply.Compiled compiled, Allowance allowance)
      throws IOException, InterruptedException {
    Allowance rest = allowance;
    End all = End.nothingYet();
    for (Step step : compiled.steps()) {
      SessionJvm fresh = workshop.jvms().take(cell.kind(), compiled.classes());
      jvm = fresh;
      if (!left.isEmpty()) {
        fresh.leave(left);
      }
      all =
          all.and(
              stage.perform(
                  fresh,
                  cell,
                  rest,
                  Optional.empty(),
                  compiled.classes(),
                  List.of(asked(step, rest))));
      if (cell.kind().wantsQuiet()) {
        close(); // a laboratory has told what it had to; what it left running is of no interest
      }
      if (all.outcome() != Outcome.COMPLETED) {
        return all;
      }
      rest = allowance.after(all);
    }
    return all;
  }

  /** The step with what the reader asked for, and the time that a laboratory may take. */
  private Step asked(Step step, Allowance left) {
    long millis = left.wall().toMillis() * LABORATORYS_PART / 100;
    return switch (step) {
      case Step.Launch(String className, _)
          when cell.kind() instanceof Cell.Kind.Program(_, List<String> arguments) ->
          new Step.Launch(className, arguments);
      case Step.Explore(List<Step> before, List<Step> explored, _, _)
          when cell.kind() instanceof Cell.Kind.Explore(Optional<String> replay) ->
          new Step.Explore(before, explored, replay, millis);
      case Step.Measure(String list, int place, int of, _) ->
          new Step.Measure(list, place, of, millis / (of - place + 1));
      case Step.Stress(String className, List<Event.Tally> cases, _) ->
          new Step.Stress(className, cases, millis);
      case Step.Execute _, Step.Show _, Step.Launch _, Step.Explore _ -> step;
    };
  }

  @Override
  public void close() {
    SessionJvm last = jvm;
    if (last != null) {
      last.close();
    }
  }
}
