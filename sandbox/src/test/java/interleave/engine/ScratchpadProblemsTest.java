package interleave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.EngineReply;
import interleave.protocol.Event;
import interleave.protocol.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScratchpadProblemsTest {
  private final Scratchpad pad = new Scratchpad();
  private final Map<Source, EngineReply.Compiled> compiled = new HashMap<>();

  @AfterAll
  void forget() {
    pad.close();
  }

  @Test
  void anErrorStandsAtItsPlaceInTheText() {
    Source source = Source.of("cell", "int a = 1;\n\n  int b = \"text\";\nint c = 2;");
    assertThat(only(source).line()).isEqualTo(3);
    assertThat(marked(source)).isEqualTo("\"text\"");
    assertThat(only(source).severity()).isEqualTo(Event.Severity.ERROR);
    assertThat(only(source).message()).contains("incompatible types");
  }

  @Test
  void anErrorIsFoundBehindCommentsAndBlankLines() {
    Source source = Source.of("cell", "\n// one\n/* two\n three */\n\nint b = \"text\";");
    assertThat(only(source).line()).isEqualTo(6);
    assertThat(marked(source)).isEqualTo("\"text\"");
  }

  @Test
  void anErrorInsideAMethodOfAClassIsFound() {
    Source source =
        Source.of("cell", "class A {\n  void f() {\n    int x = \"text\";\n  }\n}\nnew A();");
    assertThat(only(source).line()).isEqualTo(3);
    assertThat(marked(source)).isEqualTo("\"text\"");
  }

  @Test
  void hiddenLinesShiftNothing() {
    Source source =
        new Source(
            "cell",
            "class Hidden { int n; }\nHidden hidden = new Hidden();\n",
            "hidden.n = 1;\nhidden.n = \"text\";",
            "int after = hidden.n;\n");
    assertThat(only(source).line()).isEqualTo(2);
    assertThat(marked(source)).isEqualTo("\"text\"");
  }

  @Test
  void anErrorInHiddenLinesBeforeTheTextIsToldAsOne() {
    Source source = new Source("cell", "int broken = \"text\";\n", "int fine = 1;", "");
    Event.Problem problem = only(source);
    assertThat(problem.message()).startsWith("In the hidden lines of this cell: ");
    assertThat(problem.line()).isEqualTo(1);
    assertThat(problem.start()).isZero();
    assertThat(problem.end()).isZero();
  }

  @Test
  void anErrorInHiddenLinesAfterTheTextIsToldAtItsEnd() {
    Source source = new Source("cell", "", "int fine = 1;\nint two = 2;", "int n = \"text\";\n");
    Event.Problem problem = only(source);
    assertThat(problem.message()).startsWith("In the hidden lines of this cell: ");
    assertThat(problem.start()).isEqualTo(source.text().length());
    assertThat(problem.end()).isEqualTo(source.text().length());
    assertThat(problem.line()).as("the line of that place").isEqualTo(2);
  }

  @Test
  void offsetsCountCharactersAsAnEditorDoes() {
    Source source = Source.of("cell", "String s = \"é 한글 😀\"; int n = \"😀\";");
    assertThat(marked(source)).isEqualTo("\"😀\"");
  }

  @Test
  void severalErrorsOfOneDeclarationAreAllTold() {
    Source source =
        Source.of("cell", "void f() {\n  int a = \"one\";\n  int b = \"two\";\n  g(a);\n}");
    assertThat(problems(source))
        .filteredOn(p -> p.message().contains("incompatible types"))
        .extracting(Event.Problem::line)
        .containsExactly(2, 3);
  }

  @Test
  void aMissingVariableIsMarked() {
    Source source = Source.of("cell", "int a = 1;\nint b = a + missing;");
    assertThat(marked(source)).isEqualTo("missing");
    assertThat(only(source).message()).contains("cannot find symbol").doesNotContain("JShell");
  }

  @Test
  void aMissingMethodOfADeclarationIsMarkedAndSaysWhatToDo() {
    Source source = Source.of("cell", "int a = 1;\nint twice(int n) {\n  return missing(n);\n}");
    assertThat(marked(source)).isEqualTo("missing");
    assertThat(only(source).line()).isEqualTo(3);
    assertThat(only(source).message())
        .startsWith("cannot find symbol: method missing(int)")
        .endsWith("; declare it in this cell or in one that ran before");
  }

  @Test
  void aMissingClassOfADeclarationIsMarked() {
    Source source = Source.of("cell", "class Garage {\n  private Car car;\n}");
    assertThat(marked(source)).isEqualTo("Car");
    assertThat(only(source).line()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"void f() {", "int x = ", "foo(", "class A {\n  int x\n", "int int;", "}"})
  void aSyntaxErrorIsToldWithinTheText(String text) {
    Source source = Source.of("cell", text);
    assertThat(problems(source))
        .isNotEmpty()
        .allSatisfy(
            p -> {
              assertThat(p.start()).isBetween(0, text.length());
              assertThat(p.end()).isBetween(p.start(), text.length());
              assertThat(p.line()).isBetween(1, 1 + (int) text.lines().count());
              assertThat(p.message()).isNotBlank().doesNotContain("JShell");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "volatile int x = 1;",
        "private static volatile int x;",
        "// a flag\nvolatile boolean stop = false;",
        "int a = 1;\nstatic /* why */ volatile int x = 1;",
        "@Deprecated volatile int x = 1;"
      })
  void aTopLevelVolatileIsRefusedAndExplained(String text) {
    Source source = Source.of("cell", text);
    assertThat(marked(source)).isEqualTo("volatile");
    assertThat(only(source).message())
        .isEqualTo(
            "A top-level variable of a cell cannot be volatile: JShell would drop the word in"
                + " silence. Put the variable into a class, such as"
                + " class Shared { static volatile boolean stop; }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synchronized void inc() { n++; }",
        "public static synchronized int get() { return 1; }",
        "int a = 1;\n\nsynchronized void inc() {}",
        "@Deprecated\nsynchronized void inc() {}"
      })
  void aTopLevelSynchronizedMethodIsRefusedAndExplained(String text) {
    Source source = Source.of("cell", text);
    assertThat(marked(source)).isEqualTo("synchronized");
    assertThat(only(source).message())
        .isEqualTo(
            "A top-level method of a cell cannot be synchronized: there is no object whose monitor"
                + " it could take. Put it into a class, or use synchronized (lock) { ... }"
                + " inside.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object lock = new Object();\nsynchronized (lock) { lock.notify(); }",
        "synchronized(Object.class){ }",
        "class Shared { static volatile boolean stop; synchronized void f() {} }",
        "String s = \"volatile\"; // synchronized void f()\n",
        "int volatileCount = 1;"
      })
  void whereVolatileAndSynchronizedMeanWhatTheySayTheyAreAllowed(String text) {
    assertThat(problems(Source.of("cell", text))).isEmpty();
  }

  @Test
  void aHarmlessModifierIsNotWarnedOf() {
    assertThat(problems(Source.of("cell", "private static int one() { return 1; }"))).isEmpty();
  }

  private List<Event.Problem> problems(Source source) {
    return compile(source).problems();
  }

  private Event.Problem only(Source source) {
    EngineReply.Compiled compiled = compile(source);
    assertThat(compiled.rejected()).isTrue();
    assertThat(compiled.steps()).isEmpty();
    assertThat(compiled.problems()).hasSize(1);
    return compiled.problems().getFirst();
  }

  /** What the only problem underlines. */
  private String marked(Source source) {
    Event.Problem problem = only(source);
    return source.text().substring(problem.start(), problem.end());
  }

  /** After a rejection the next compile takes longer, so none is done twice. */
  private EngineReply.Compiled compile(Source source) {
    return compiled.computeIfAbsent(source, s -> pad.compile(1, s));
  }
}
