package interleave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.ClassFile;
import interleave.protocol.EngineReply;
import interleave.protocol.Event;
import interleave.protocol.Source;
import interleave.protocol.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramCompilerTest {
  private final ProgramCompiler compiler = new ProgramCompiler();

  @Test
  void aCompactSourceFileIsLaunchedByItsName() {
    EngineReply.Compiled compiled = compile("void main() { IO.println(List.of(1)); }");
    assertThat(compiled.steps()).containsExactly(new Step.Launch("Main", List.of()));
    assertThat(compiled.problems()).isEmpty();
  }

  @Test
  void anOrdinaryClassIsLaunchedByItsOwnName() {
    EngineReply.Compiled compiled =
        compile("public class Clock { public static void main(String[] args) {} }");
    assertThat(compiled.steps()).containsExactly(new Step.Launch("Clock", List.of()));
  }

  @Test
  void ofSeveralClassesTheFirstThatCanBeLaunchedIs() {
    EngineReply.Compiled compiled =
        compile(
            """
            class Part { void work() {} }
            class First { static class Inner { public static void main(String[] a) {} }
              public static void main(String[] args) { new Part().work(); } }
            class Second { public static void main(String[] args) {} }
            """);
    assertThat(compiled.steps()).containsExactly(new Step.Launch("First", List.of()));
    assertThat(compiled.classes())
        .extracting(ClassFile::name)
        .containsExactlyInAnyOrder("Part", "First", "First$Inner", "Second");
  }

  @Test
  void aPrivateMainIsNone() {
    assertThat(rejected("class A { private static void main(String[] args) {} }").message())
        .isEqualTo("This program has no main method; write void main() { ... }");
  }

  @ParameterizedTest
  @ValueSource(strings = {"class A {}", "interface I {}", "class A { int main() { return 1; } }"})
  void aProgramWithoutAMainMethodIsToldWhatToWrite(String text) {
    assertThat(rejected(text).message())
        .isEqualTo("This program has no main method; write void main() { ... }");
  }

  @Test
  void aMainThatNeedsAnObjectNobodyCanMakeIsToldSo() {
    assertThat(rejected("class A { A(int size) {} void main() {} }").message())
        .isEqualTo(
            "The main method of A is not static, and A cannot be made without arguments;"
                + " write static void main() { ... }");
    assertThat(rejected("abstract class B { void main() {} }").message()).contains("B cannot be");
    assertThat(compile("abstract class C { static void main() {} }").rejected()).isFalse();
    assertThat(compile("class A { A(int n) {} void main() {} } class D { void main() {} }").steps())
        .containsExactly(new Step.Launch("D", List.of()));
  }

  @Test
  void aClassOfAPackageIsLaunchedByItsWholeName() {
    EngineReply.Compiled compiled = compile("package shop.till;\nclass Till { void main() {} }");
    assertThat(compiled.steps()).containsExactly(new Step.Launch("shop.till.Till", List.of()));
  }

  @Test
  void anEmptyProgramIsRejectedWithASentence() {
    assertThat(rejected("").message()).contains("main");
  }

  @Test
  void anErrorStandsAtItsPlaceInTheText() {
    String text = "void main() {\n  int x = \"é 😀\";\n}";
    Event.Problem problem = rejected(text);
    assertThat(problem.line()).isEqualTo(2);
    assertThat(text.substring(problem.start(), problem.end())).isEqualTo("\"é 😀\"");
    assertThat(problem.severity()).isEqualTo(Event.Severity.ERROR);
  }

  @Test
  void severalErrorsAreAllTold() {
    EngineReply.Compiled compiled =
        compile("void main() {\n  int a = \"one\";\n  missing();\n  String s = 1;\n}");
    assertThat(compiled.rejected()).isTrue();
    assertThat(compiled.problems()).extracting(Event.Problem::line).containsExactly(2, 3, 4);
  }

  @Test
  void hiddenLinesShiftNeitherErrorsNorStackTraces() throws Exception {
    Source wrong =
        new Source(
            "p", "import java.awt.geom.*;\n// hidden\n", "void main() {\n  int x = \"s\";", "}\n");
    Event.Problem problem = compiler.compile(1, "Main", wrong).problems().getFirst();
    assertThat(problem.line()).isEqualTo(2);
    assertThat(wrong.text().substring(problem.start(), problem.end())).isEqualTo("\"s\"");

    Source right =
        new Source(
            "p",
            "// hidden\n// lines\n",
            "static void f() {\n  throw new Error(\"x\");\n}",
            "void main() { f(); }\n");
    EngineReply.Compiled compiled = compiler.compile(1, "Main", right);
    assertThat(compiled.rejected()).isFalse();
    Class<?> main = new One(compiled.classes()).loadClass("Main");
    var f = main.getDeclaredMethod("f");
    f.setAccessible(true);
    assertThat(f)
        .satisfies(
            m -> {
              try {
                m.invoke(null);
              } catch (java.lang.reflect.InvocationTargetException e) {
                assertThat(e.getCause().getStackTrace()[0].getLineNumber()).isEqualTo(2);
                assertThat(e.getCause().getStackTrace()[0].getFileName()).isEqualTo("p");
                return;
              }
              throw new AssertionError("f did not throw");
            });
  }

  @Test
  void anErrorInHiddenLinesIsToldAsOne() {
    Source source = new Source("p", "int broken = \"s\";\n", "void main() {}", "");
    assertThat(compiler.compile(1, "Main", source).problems())
        .singleElement()
        .extracting(Event.Problem::message)
        .asString()
        .startsWith("In the hidden lines of this cell: ");
  }

  @Test
  void volatileAndSynchronizedMeanWhatTheySayInAProgram() {
    EngineReply.Compiled compiled =
        compile("volatile boolean stop;\nsynchronized void f() {}\nvoid main() { f(); }");
    assertThat(compiled.problems()).isEmpty();
    assertThat(compiled.rejected()).isFalse();
  }

  @Test
  void namesOfAllLanguagesAreKept() {
    EngineReply.Compiled compiled =
        compile("class Größe { int 길이 = 1; }\nvoid main() { IO.println(new Größe().길이); }");
    assertThat(compiled.rejected()).isFalse();
    assertThat(compiled.classes()).extracting(ClassFile::name).contains("Main$Größe");
  }

  private Event.Problem rejected(String text) {
    EngineReply.Compiled compiled = compile(text);
    assertThat(compiled.rejected()).isTrue();
    assertThat(compiled.classes()).isEmpty();
    assertThat(compiled.steps()).isEmpty();
    assertThat(compiled.problems()).isNotEmpty();
    return compiled.problems().getFirst();
  }

  private EngineReply.Compiled compile(String text) {
    return compiler.compile(1, "Main", Source.of("program", text));
  }

  /** Loads what was compiled. */
  private static final class One extends ClassLoader {
    private final List<ClassFile> files;

    One(List<ClassFile> files) {
      super(ClassLoader.getPlatformClassLoader());
      this.files = files;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      ClassFile file =
          files.stream()
              .filter(f -> f.name().equals(name))
              .findFirst()
              .orElseThrow(() -> new ClassNotFoundException(name));
      return defineClass(name, file.bytes(), 0, file.bytes().length);
    }
  }
}
