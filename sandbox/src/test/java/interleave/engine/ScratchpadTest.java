package interleave.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import interleave.protocol.EngineReply;
import interleave.protocol.Event;
import interleave.protocol.Source;
import interleave.protocol.Step;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScratchpadTest {
  private final Scratchpad pad = new Scratchpad();
  private final Player player = new Player();

  @AfterEach
  void forget() {
    pad.close();
  }

  @Test
  void declarationsAndStatementsRunFromTopToBottom() throws Exception {
    assertThat(
            run(
                """
                StringBuilder log = new StringBuilder();
                void note(String text) { log.append(text); }
                note("a");
                int length = log.length();
                note("b" + length);
                log.toString()
                """))
        .containsExactly("$1: String = ab1");
  }

  @Test
  void aLaterCellUsesWhatAnEarlierOneDeclared() throws Exception {
    run("record Point(int x, int y) {}\nimport java.awt.geom.Point2D;");
    run("var p = new Point(3, 4);");
    run("p = new Point(p.x() + 1, p.y());");
    assertThat(run("p.x() + p.y() + new Point2D.Double(1, 2).getX()"))
        .containsExactly("$1: double = 9.0");
  }

  @Test
  void whatIsDeclaredBelowMayBeUsedAbove() throws Exception {
    run("int twice(int n) { return later(n) * 2; }\nint later(int n) { return n + 1; }");
    assertThat(run("twice(4)")).singleElement().asString().endsWith("= 10");
  }

  @Test
  void everythingOfTheBaseModuleIsImported() throws Exception {
    assertThat(run("List.of(new AtomicInteger(1).get(), Duration.ofMillis(2).toMillis())"))
        .singleElement()
        .asString()
        .endsWith("= [1, 2]");
  }

  @Test
  void aValueIsShownOnlyForAnExpressionWithoutASemicolon() throws Exception {
    run("int x = 1;\nList<String> list = new ArrayList<>();");
    assertThat(run("x + 1")).containsExactly("$1: int = 2");
    assertThat(run("x")).containsExactly("x: int = 1");
    assertThat(run("x = 7")).containsExactly("x: int = 7");
    assertThat(run("list.add(\"a\")")).singleElement().asString().contains("boolean = true");
    assertThat(run("list")).containsExactly("list: List<String> = [a]");
    assertThat(run("x + 1;")).isEmpty();
    assertThat(run("x = 8;")).isEmpty();
    assertThat(run("list.add(\"b\");")).isEmpty();
    assertThat(run("list.clear()")).isEmpty();
    assertThat(run("int y = 5")).isEmpty();
    assertThat(run("if (x > 1) { x++; }")).isEmpty();
  }

  @Test
  void anEmptyCellAndOneOfCommentsDoNothing() {
    for (String text : List.of("", "  \n\n", "// nothing\n", "/* nothing */", "// at the end")) {
      EngineReply.Compiled compiled = compile(text);
      assertThat(compiled.rejected()).as(text).isFalse();
      assertThat(compiled.steps()).as(text).isEmpty();
    }
  }

  @Test
  void aCommentAfterTheLastStatementIsNoProblem() throws Exception {
    assertThat(run("int x = 3; // the third\n// done\n")).isEmpty();
    assertThat(run("x // shown")).containsExactly("x: int = 3");
  }

  @Test
  void classesAreDefinedBeforeAnythingRunsAndNothingRunsWhileCompiling() {
    EngineReply.Compiled compiled = compile("throw new RuntimeException(\"run in the engine\");");
    assertThat(compiled.rejected()).isFalse();
    assertThat(compiled.classes()).isNotEmpty();
    assertThat(compiled.steps()).hasSize(1);
    assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> player.play(compiled));
  }

  @Test
  void aRejectedCellRunsNothingAndDeclaresNothing() throws Exception {
    EngineReply.Compiled compiled = compile("int a = 1;\nclass A {}\nint b = \"s\";\nint c = 2;");
    assertThat(compiled.rejected()).isTrue();
    assertThat(compiled.steps()).isEmpty();
    for (String name : List.of("a", "new A()", "b", "c")) {
      assertThat(compile(name).rejected()).as(name).isTrue();
    }
    assertThat(run("int a = 4;\na")).containsExactly("a: int = 4");
  }

  @Test
  void aRejectedCellLeavesWhatEarlierCellsDeclaredAsItWas() throws Exception {
    run("int x = 5;\nclass Counter { int n = 1; }\nvar counter = new Counter();");
    assertThat(compile("int x = 6;\nclass Counter { int n = 2; }\nint y = \"s\";").rejected())
        .isTrue();
    assertThat(run("x")).containsExactly("x: int = 5");
    assertThat(run("counter.n + new Counter().n")).singleElement().asString().endsWith("= 2");
  }

  @Test
  void aCellThatIsRunAgainReplacesWhatItDeclaredAndLaterCellsGoOnWorking() throws Exception {
    String counter = "class Counter { int n; void inc() { n += %d; } }\n";
    run(counter.formatted(1));
    run("int twice() { var c = new Counter(); c.inc(); c.inc(); return c.n; }");
    assertThat(run("twice()")).singleElement().asString().endsWith("= 2");
    run(counter.formatted(10));
    assertThat(run("twice()")).singleElement().asString().endsWith("= 20");
    assertThat(run("new Counter().n")).singleElement().asString().endsWith("= 0");
  }

  @Test
  void theSameCellRunsAgainAndAgain() throws Exception {
    String text =
        """
        class Counter { int n; }
        int count(int times) {
          var counter = new Counter();
          for (int i = 0; i < times; i++) counter.n++;
          return counter.n;
        }
        var counted = count(3);
        counted
        """;
    for (int i = 0; i < 4; i++) {
      assertThat(run(text)).containsExactly("counted: int = 3");
    }
  }

  @Test
  void aCellThatIsRunAgainBeginsWithFreshStaticFields() throws Exception {
    String text =
        "class Shared { static boolean stop; }\nvar seen = Shared.stop;\nShared.stop = true;";
    run(text);
    run(text);
    assertThat(run("seen")).containsExactly("seen: boolean = false");
  }

  @Test
  void aVariableMayBeDeclaredAnewWithAnotherType() throws Exception {
    run("int x = 5;");
    run("String x = \"five\";");
    assertThat(run("x.length()")).singleElement().asString().endsWith("= 4");
  }

  @Test
  void aVariableKeepsItsValueUntilItsCellRunsAgain() throws Exception {
    run("int x = 5;");
    run("x++;");
    assertThat(run("x")).containsExactly("x: int = 6");
    run("int x = 5;");
    assertThat(run("x")).containsExactly("x: int = 5");
  }

  @Test
  void namesAndTextsOfAllLanguagesAreKept() throws Exception {
    assertThat(run("String größe = \"é 한글 😀\";\nint 길이() { return größe.length(); }\n길이()"))
        .singleElement()
        .asString()
        .endsWith("= " + "é 한글 😀".length());
    assertThat(run("größe")).containsExactly("größe: String = é 한글 😀");
  }

  @Test
  void hiddenLinesBeforeAndAfterBelongToTheCell() throws Exception {
    EngineReply.Compiled compiled =
        pad.compile(1, new Source("cell", "int base = 40;\n", "int sum = base + 2;", "sum * 10\n"));
    assertThat(player.play(compiled)).singleElement().asString().endsWith("= 420");
    assertThat(run("base")).containsExactly("base: int = 40");
  }

  @Test
  void eachClassKnowsTheCellThatItIsFrom() {
    compile("class Early {}");
    EngineReply.Compiled compiled = pad.compile(2, Source.of("second", "var e = new Early();"));
    assertThat(compiled.classes()).allSatisfy(c -> assertThat(c.cell()).isEqualTo("second"));
  }

  @Test
  void severalSnippetsOnOneLineAreSeveralSteps() throws Exception {
    EngineReply.Compiled compiled = compile("int a = 1; a++; a += 2; a");
    assertThat(compiled.steps()).hasSize(4).last().isInstanceOf(Step.Show.class);
    assertThat(player.play(compiled)).containsExactly("a: int = 4");
  }

  private List<String> run(String text) throws Exception {
    EngineReply.Compiled compiled = compile(text);
    assertThat(compiled.problems()).filteredOn(p -> p.severity() == Event.Severity.ERROR).isEmpty();
    return player.play(compiled);
  }

  private EngineReply.Compiled compile(String text) {
    return pad.compile(1, Source.of("cell", text));
  }
}
