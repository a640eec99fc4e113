package interleave.engine;

import interleave.protocol.ClassFile;
import interleave.protocol.EngineReply;
import interleave.protocol.Event;
import interleave.protocol.Source;
import interleave.protocol.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compiles what is to be explored: a whole program, or a cell in a scratchpad of its own, on top of
 * the cells it builds on.
 */
final class ExplorationCompiler {
  /** No declaration of some variables is longer. */
  private static final int LONG = 200;

  private static final Pattern TOGETHER =
      Pattern.compile("([^(){}=]*[\\s>\\]])(\\w+(?:\\s*,\\s*\\w+)+)");

  private final ProgramCompiler programs;

  ExplorationCompiler(ProgramCompiler programs) {
    this.programs = programs;
  }

  EngineReply.Compiled compile(long request, List<Source> before, Source source) {
    if (before.isEmpty()) {
      EngineReply.Compiled program = programs.compile(request, "Main", source);
      return program.rejected()
          ? plainly(program, source)
          : with(program, program.classes(), List.of(), program.steps());
    }
    try (Scratchpad pad = new Scratchpad()) {
      List<ClassFile> classes = new ArrayList<>();
      List<Step> earlier = new ArrayList<>();
      for (Source one : before) {
        EngineReply.Compiled compiled = pad.compile(request, one);
        if (compiled.rejected()) {
          return compiled;
        }
        classes.addAll(compiled.classes());
        earlier.addAll(compiled.steps());
      }
      EngineReply.Compiled last = pad.compile(request, source);
      classes.addAll(last.classes());
      return last.rejected() ? last : with(last, classes, earlier, last.steps());
    }
  }

  /** Says plainly what javac says of variables declared together outside of a class. */
  private static EngineReply.Compiled plainly(EngineReply.Compiled program, Source source) {
    List<Event.Problem> problems =
        program.problems().stream().map(p -> plainly(p, source)).toList();
    return new EngineReply.Compiled(
        program.request(), true, problems, program.classes(), program.steps());
  }

  private static Event.Problem plainly(Event.Problem problem, Source source) {
    String text = source.text();
    int from = problem.start();
    int end = from < 0 ? -1 : text.indexOf(';', from);
    if (!problem.message().contains("method or field expected") || end < 0 || end - from > LONG) {
      return problem;
    }
    Matcher together = TOGETHER.matcher(text.substring(from, end).strip());
    if (!together.matches()) {
      return problem;
    }
    String apart =
        Stream.of(together.group(2).split(","))
            .map(name -> together.group(1).strip() + " " + name.strip() + ";")
            .collect(Collectors.joining(" "));
    return new Event.Problem(
        problem.severity(),
        problem.line(),
        problem.start(),
        problem.end(),
        "Outside of a class javac takes one variable at a time: write " + apart);
  }

  private static EngineReply.Compiled with(
      EngineReply.Compiled compiled,
      List<ClassFile> classes,
      List<Step> before,
      List<Step> explored) {
    return new EngineReply.Compiled(
        compiled.request(),
        false,
        compiled.problems(),
        classes,
        List.of(new Step.Explore(before, explored, Optional.empty(), 0)));
  }
}
