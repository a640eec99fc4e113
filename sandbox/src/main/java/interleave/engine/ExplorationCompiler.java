package interleave.engine;

import interleave.protocol.ClassFile;
import interleave.protocol.EngineReply;
import interleave.protocol.Source;
import interleave.protocol.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compiles what is to be explored: a whole program, or a cell in a scratchpad of its own, on top of
 * the cells it builds on.
 */
final class ExplorationCompiler {
  private final ProgramCompiler programs;

  ExplorationCompiler(ProgramCompiler programs) {
    this.programs = programs;
  }

  EngineReply.Compiled compile(long request, List<Source> before, Source source) {
    if (before.isEmpty()) {
      EngineReply.Compiled program = programs.compile(request, "Main", source);
      return program.rejected()
          ? program
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
