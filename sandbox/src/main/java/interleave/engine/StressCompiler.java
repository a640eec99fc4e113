package interleave.engine;

import interleave.protocol.EngineReply;
import interleave.protocol.Event;
import interleave.protocol.Source;
import interleave.protocol.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.processors.JCStressTestProcessor;
import org.openjdk.jcstress.util.TestLineReader;

/** Compiles a stress test: a class of jcstress's, or a state, actors and an observer. */
final class StressCompiler {
  private static final String LIST = "META-INF/TestList";

  /** More rows are no table. */
  private static final int MOST_CASES = 200;

  private static final String NOTHING =
      "There is no stress test here; write methods actor1() and actor2() that share fields, or a"
          + " class marked @JCStressTest.";

  private StressCompiler() {}

  static EngineReply.Compiled compile(long request, Source source) {
    Splices text = new Splices(source.whole());
    Optional<Draft> draft = Draft.of(source.whole());
    Optional<Actors> actors =
        draft.filter(Draft::isCompact).map(d -> new Actors(d, source.whole()));
    List<Event.Problem> refusals =
        actors.map(a -> a.problems(new Piece(source, source.whole(), 0))).orElse(List.of());
    if (!refusals.isEmpty()) {
      return EngineReply.Compiled.rejected(request, refusals);
    }
    actors.ifPresent(a -> a.write(text));
    draft.filter(Draft::wantsPackage).ifPresent(d -> text.insert(0, Draft.PACKAGE));
    Javac.Result result =
        new Javac().compile("Stressed", source, text, List.of(new JCStressTestProcessor()));
    List<Event.Problem> problems = new ArrayList<>(result.problems());
    if (!result.compiled()) {
      Optional<Event.Problem> constructor =
          draft.flatMap(d -> constructor(d, new Piece(source, source.whole(), 0)));
      return EngineReply.Compiled.rejected(
          request, constructor.map(List::of).orElse(List.copyOf(problems)));
    }
    List<String> tests = result.resources().getOrDefault(LIST, "").lines().toList();
    Optional<String> refusal = refusal(tests);
    if (refusal.isPresent()) {
      problems.add(Javac.first(source, refusal.get()));
      return EngineReply.Compiled.rejected(request, problems);
    }
    try {
      return new EngineReply.Compiled(
          request, false, problems, result.files(source), List.of(step(tests.getFirst())));
    } catch (PatternSyntaxException e) {
      problems.add(
          Javac.first(
              source,
              "An id of an @Outcome is no regular expression: " + e.getDescription() + "."));
      return EngineReply.Compiled.rejected(request, problems);
    }
  }

  private static Optional<String> refusal(List<String> tests) {
    return switch (tests.size()) {
      case 0 -> Optional.of(NOTHING);
      case 1 -> Optional.empty();
      default ->
          Optional.of(
              "There are %d tests here; give each a cell of its own.".formatted(tests.size()));
    };
  }

  /** Reads a line of the list that jcstress's generator wrote. */
  private static Step.Stress step(String line) {
    TestLineReader reader = new TestLineReader(line);
    reader.nextString(); // the test's name
    reader.nextString(); // its binary name
    String runner = reader.nextString();
    reader.nextString(); // its description
    for (int actors = reader.nextInt(); actors > 0; actors--) {
      reader.nextString();
    }
    reader.nextBoolean(); // whether it needs a JVM of its own, which it has
    List<Event.Tally> cases = new ArrayList<>();
    for (int outcomes = reader.nextInt(); outcomes > 0; outcomes--) {
      Event.Expect expect = expect(Expect.values()[reader.nextInt()]);
      String description = reader.nextString();
      for (int ids = reader.nextInt(); ids > 0; ids--) {
        String id = reader.nextString();
        var unused = Pattern.compile(id);
        if (cases.size() < MOST_CASES) {
          cases.add(new Event.Tally(id, 0, expect, description));
        }
      }
    }
    return new Step.Stress(runner, cases, 0);
  }

  private static Event.Expect expect(Expect expect) {
    return switch (expect) {
      case ACCEPTABLE -> Event.Expect.ACCEPTABLE;
      case ACCEPTABLE_INTERESTING -> Event.Expect.INTERESTING;
      case FORBIDDEN -> Event.Expect.FORBIDDEN;
      case UNKNOWN -> Event.Expect.UNKNOWN;
    };
  }

  /** Where javac could only complain of the generated code: a state that cannot be made. */
  private static Optional<Event.Problem> constructor(Draft draft, Piece whole) {
    return draft
        .onlyConstructorWithParameters("State")
        .map(
            constructor ->
                Problems.at(
                    whole,
                    Event.Severity.ERROR,
                    draft.start(constructor),
                    draft.end(constructor),
                    "A class marked @State needs a constructor without parameters, since a new"
                        + " state is made for each try."));
  }
}
