package interleave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.ClassFile;
import interleave.protocol.EngineReply;
import interleave.protocol.Event;
import interleave.protocol.Source;
import interleave.protocol.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StressCompilerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int x, y;\nint actor1() { x = 1; return y; }\nint actor2() { y = 1; return x; }",
        "int x, y, r1, r2;\nvoid actor1() { x = 1; r1 = y; }\nvoid actor2() { y = 1; r2 = x; }",
        "int n;\nvoid actor1() { n++; }\nvoid actor2() { n++; }\nint observer() { return n; }",
        "volatile int n; int r1;\nvoid actor1() { n++; }\nvoid actor2() { n++; }\n"
            + "void arbiter() { r1 = n; }",
        "long n;\nvoid actor1() { n = -1; }\nlong actor2() { return n; }\n"
            + "void actor3() { n = 2; }\nString actor4() { return \"\" + n; }\n"
            + "int observer() { return 1; }",
        "import java.util.*;\nfinal List<String> list = new ArrayList<>();\n"
            + "boolean actor1() { return list.add(\"a\"); }\n"
            + "private void actor2() { list.add(\"b\"); }\nint observer() { return list.size(); }",
        "int x;\n"
            + "@Actor public void one(I_Result r) { r.r1 = x; }\n"
            + "@Actor public void two() { x = 1; }"
      })
  void theShortFormSaysWhatIsSeenInSeveralWays(String text) {
    EngineReply.Compiled compiled = accepted(text);
    assertThat(compiled.steps())
        .singleElement()
        .extracting(step -> ((Step.Stress) step).className())
        .isEqualTo("cell.Stressed_jcstress");
    assertThat(compiled.classes())
        .filteredOn(file -> !file.cell().isEmpty())
        .extracting(ClassFile::name)
        .containsExactly("cell.Stressed");
  }

  @Test
  void outcomesAtTheTopAreTheTests() {
    Step.Stress step =
        (Step.Stress)
            accepted(
                    """
                    import java.util.*;
                    // what may be seen
                    @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "both waited")
                    @Outcome(id = {"0, 1", "1, .*"}, expect = ACCEPTABLE, desc = "in turn")
                    int x, y;
                    int actor1() { x = 1; return y; }
                    int actor2() { y = 1; return x; }
                    """)
                .steps()
                .getFirst();
    assertThat(step.cases())
        .containsExactly(
            new Event.Tally("0, 0", 0, Event.Expect.INTERESTING, "both waited"),
            new Event.Tally("0, 1", 0, Event.Expect.ACCEPTABLE, "in turn"),
            new Event.Tally("1, .*", 0, Event.Expect.ACCEPTABLE, "in turn"));
  }

  @Test
  void anOutcomeAnywhereElseIsToldWhereToStand() {
    String text =
        "int n;\n@Outcome(id = \"1\", expect = FORBIDDEN)\nvoid actor1() { n++; }\n"
            + "void actor2() { n++; }\nint observer() { return n; }";
    Event.Problem problem = rejected(text);
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.message()).contains("at the top");
  }

  @Test
  void jcstresssOwnFormIsTakenAsItIs() {
    EngineReply.Compiled compiled = accepted(ordinary("public", ""));
    assertThat(((Step.Stress) compiled.steps().getFirst()).className())
        .isEqualTo("cell.Both_jcstress");
  }

  @Test
  void aStateThatJcstressRefusesIsToldAtItsLine() {
    Event.Problem hidden = rejected(ordinary("", ""));
    assertThat(hidden.line()).isEqualTo(2);
    assertThat(hidden.message()).isEqualTo("@State should be public.");
    Event.Problem constructor = rejected(ordinary("public", "Both(int n) {}"));
    assertThat(constructor.line()).isEqualTo(5);
    assertThat(constructor.message())
        .startsWith("A class marked @State needs a constructor without parameters");
  }

  @Test
  void anErrorStandsWhereTheReaderMadeIt() {
    String text = "int n;\nvoid actor1() {\n  n = \"text\";\n}\nint actor2() { return n; }";
    Event.Problem problem = rejected(text);
    assertThat(problem.line()).isEqualTo(3);
    assertThat(text.substring(problem.start(), problem.end())).isEqualTo("\"text\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int n;\nint actor1() { return n; }",
        "int n;\nvoid actor1() { n++; }\nvoid actor2() { n++; }",
        "int n;\nvoid actor1(int by) { n++; }\nint actor2() { return n; }",
        "class A {}",
        "@Outcome(id = \"[\", expect = FORBIDDEN)\nint n;\nint actor1() { return n; }\n"
            + "void actor2() { n = 1; }",
        ""
      })
  void whatIsNoTestIsRefusedWithASentence(String text) {
    assertThat(rejected(text).message()).matches("[A-Z].* .*[.}]");
  }

  private static String ordinary(String visible, String constructor) {
    return """
    import org.openjdk.jcstress.annotations.*; import org.openjdk.jcstress.infra.results.*;
    @JCStressTest @State @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE)
    %s class Both {
      int x;
      %s
      @Actor public void a(II_Result r) { r.r1 = x; }
      @Actor public void b(II_Result r) { r.r2 = x; }
    }
    """
        .formatted(visible, constructor);
  }

  private static EngineReply.Compiled accepted(String text) {
    EngineReply.Compiled compiled = StressCompiler.compile(1, Source.of("cell", text));
    assertThat(compiled.problems()).isEmpty();
    assertThat(compiled.rejected()).isFalse();
    return compiled;
  }

  private static Event.Problem rejected(String text) {
    EngineReply.Compiled compiled = StressCompiler.compile(1, Source.of("cell", text));
    assertThat(compiled.rejected()).isTrue();
    assertThat(compiled.steps()).isEmpty();
    return compiled.problems().getFirst();
  }
}
