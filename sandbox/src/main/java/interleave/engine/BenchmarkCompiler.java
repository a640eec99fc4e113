package interleave.engine;

import interleave.protocol.EngineReply;
import interleave.protocol.Event;
import interleave.protocol.Source;
import interleave.protocol.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.generators.BenchmarkProcessor;

/** Compiles a benchmark: a class of JMH's, or plain methods to compare. */
final class BenchmarkCompiler {
  private static final String LIST = "META-INF/BenchmarkList";

  private static final String NOTHING =
      "Nothing here is to be measured; write the methods to compare, such as int sum() { return a"
          + " + b; }, or a class with methods marked @Benchmark";

  private BenchmarkCompiler() {}

  static EngineReply.Compiled compile(long request, Source source) {
    Splices text = new Splices(source.whole());
    Optional<Draft> draft = Draft.of(source.whole());
    Optional<ComparedMethods> compared =
        draft.filter(Draft::isCompact).map(d -> new ComparedMethods(d, source.whole()));
    if (compared.isPresent() && compared.get().count() == 0) {
      return EngineReply.Compiled.rejected(request, List.of(Javac.first(source, NOTHING)));
    }
    int methods =
        Math.max(
            draft.map(d -> d.marked("Benchmark")).orElse(0),
            compared.map(ComparedMethods::count).orElse(0));
    if (methods > Measurements.MOST) {
      // Before JMH's generator writes a class for each.
      return EngineReply.Compiled.rejected(
          request, List.of(Javac.first(source, Measurements.TOO_MANY)));
    }
    compared.ifPresent(c -> c.write(text));
    draft.filter(Draft::wantsPackage).ifPresent(d -> text.insert(0, Draft.PACKAGE));
    Javac.Result result =
        new Javac().compile("Measured", source, text, List.of(new BenchmarkProcessor()));
    List<Event.Problem> problems =
        new ArrayList<>(result.problems().stream().map(BenchmarkCompiler::plain).toList());
    if (!result.compiled()) {
      return EngineReply.Compiled.rejected(request, problems);
    }
    List<Step> steps = new ArrayList<>();
    try {
      steps.addAll(
          Measurements.of(
              result.resources().getOrDefault(LIST, ""),
              source.whole(),
              compared.map(ComparedMethods::threads).orElse(Map.of())));
      if (steps.isEmpty()) {
        problems.add(Javac.first(source, NOTHING));
      }
    } catch (Measurements.RefusedException e) {
      problems.add(Javac.first(source, e.sentence()));
    }
    return steps.isEmpty()
        ? EngineReply.Compiled.rejected(request, problems)
        : new EngineReply.Compiled(request, false, problems, result.files(source), steps);
  }

  /** JMH's own words, where they are not plain. */
  private static Event.Problem plain(Event.Problem problem) {
    return new Event.Problem(
        problem.severity(),
        problem.line(),
        problem.start(),
        problem.end(),
        problem
            .message()
            .replace(
                "The instantiated @State annotation only supports public classes.",
                "A class marked @State must be public.")
            .replace(
                "The instantiated @State annotation does not support inner classes, make sure your"
                    + " class is static.",
                "A class marked @State inside another must be static.")
            .replace("can not", "cannot"));
  }
}
