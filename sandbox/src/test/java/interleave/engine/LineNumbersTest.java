package interleave.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import interleave.protocol.Source;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.LineNumberInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class LineNumbersTest {
  private static final int FAR = 10_000;

  /** A bit of everything that javac writes into a class file. */
  private static final String TEXT =
      """
      import java.util.function.IntSupplier;
      @FunctionalInterface interface Work<T extends Comparable<T>> { T go(T t) throws Exception; }
      sealed interface Shape permits Circle, Square {}
      record Circle(double radius) implements Shape {}
      record Square(long side) implements Shape {}
      enum Colour { RED { @Override int code() { return 1; } }, GREEN; int code() { return 2; } }
      class Everything {
        static final long BIG = 1L << 40;
        static final double PI = 3.14159;
        static volatile int shared = 70_000;
        final Object lock = new Object();
        synchronized int guarded(int n) { synchronized (lock) { return n + shared; } }
        String text(Shape shape) {
          return switch (shape) {
            case Circle(double r) when r > 2 -> "round " + r + BIG;
            case Circle c -> "small " + c + PI;
            case Square(long side) -> "한글 😀 " + side;
          };
        }
        int caught(String s) {
          try {
            return Integer.parseInt(s);
          } catch (NumberFormatException | NullPointerException e) {
            return -1;
          } finally {
            shared++;
          }
        }
        IntSupplier lambda(int n) {
          int[] local = {n};
          return () -> {
            for (int i = 0; i < 3; i++) local[0] += i;
            return local[0];
          };
        }
        static void fail() {
          throw new IllegalStateException("here");
        }
      }
      """;

  private static final int LINE_OF_FAILURE =
      1
          + (int)
              TEXT.substring(0, TEXT.indexOf("throw new IllegalState"))
                  .chars()
                  .filter(c -> c == '\n')
                  .count();

  private final Map<String, byte[]> classes = compiled();

  @Test
  void everyInstructionStaysTheByteThatTheCompilerWrote() {
    classes.forEach(
        (name, original) -> {
          byte[] rewritten = LineNumbers.rewrite(original, "some-cell", line -> line + FAR);
          List<CodeAttribute> before = code(original);
          List<CodeAttribute> after = code(rewritten);
          assertThat(after).as(name).hasSameSizeAs(before);
          for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i).codeArray()).as(name).isEqualTo(before.get(i).codeArray());
          }
        });
  }

  @Test
  void linesAndSourceNameChangeAndNothingElse() {
    classes.forEach(
        (name, original) -> {
          byte[] rewritten = LineNumbers.rewrite(original, "some-cell", line -> line + FAR);
          assertThat(source(rewritten)).as(name).isEqualTo("some-cell");
          assertThat(lines(rewritten))
              .as(name)
              .isEqualTo(lines(original).stream().map(line -> line + FAR).toList());
          // What undoing the two changes gives back whole has no third.
          assertThat(LineNumbers.rewrite(rewritten, source(original), line -> line - FAR))
              .as(name)
              .isEqualTo(original);
        });
  }

  @Test
  void theOriginalIsLeftAsItWas() {
    byte[] original = classes.get("Everything");
    byte[] copy = original.clone();
    LineNumbers.rewrite(original, "some-cell", line -> 0);
    assertThat(original).isEqualTo(copy);
  }

  @Test
  void aRewrittenClassIsVerifiedAndThrowsWithTheReadersLines() throws Exception {
    Map<String, byte[]> rewritten = new HashMap<>();
    classes.forEach(
        (name, bytes) ->
            rewritten.put(name, LineNumbers.rewrite(bytes, "some-cell", line -> line + FAR)));
    ClassLoader loader =
        new ClassLoader(null) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = rewritten.get(name);
            if (bytes == null) {
              throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
          }
        };
    for (String name : rewritten.keySet()) {
      Class.forName(name, true, loader);
    }
    var fail = loader.loadClass("Everything").getDeclaredMethod("fail");
    fail.setAccessible(true);
    Throwable thrown =
        catchThrowableOfType(
                java.lang.reflect.InvocationTargetException.class, () -> fail.invoke(null))
            .getCause();
    assertThat(thrown.getStackTrace()[0].getLineNumber()).isEqualTo(LINE_OF_FAILURE + FAR);
    assertThat(thrown.getStackTrace()[0].getFileName()).isEqualTo("some-cell");
  }

  @Test
  void aCellThrowsWithTheLinesOfItsText() throws Exception {
    try (Scratchpad pad = new Scratchpad()) {
      Player player = new Player();
      Source source =
          new Source(
              "boom",
              "int hidden = 1;\nint hiddenToo = 2;\n",
              "// one\nint divide(int n) {\n  return hidden /\n      n;\n}\n\ndivide(\n  0);",
              "");
      var compiled = pad.compile(1, source);
      ArithmeticException thrown =
          catchThrowableOfType(ArithmeticException.class, () -> player.play(compiled));
      assertThat(
              Stream.of(thrown.getStackTrace())
                  .filter(f -> "boom".equals(f.getFileName()))
                  .map(f -> f.getMethodName() + ":" + f.getLineNumber()))
          .containsExactly("divide:3", "do_it$:7");
    }
  }

  private static Map<String, byte[]> compiled() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (MemoryFiles files =
        new MemoryFiles(compiler.getStandardFileManager(diagnostics, null, null))) {
      boolean good =
          compiler
              .getTask(
                  null,
                  files,
                  diagnostics,
                  List.of("-g"),
                  null,
                  List.of(new SourceFile("Everything", TEXT)))
              .call();
      assertThat(good).as(diagnostics.getDiagnostics().toString()).isTrue();
      return files.classes();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<CodeAttribute> code(byte[] bytes) {
    List<CodeAttribute> all = new ArrayList<>();
    for (MethodModel method : model(bytes).methods()) {
      method.findAttribute(Attributes.code()).ifPresent(all::add);
    }
    return all;
  }

  private static List<Integer> lines(byte[] bytes) {
    return code(bytes).stream()
        .flatMap(c -> c.findAttributes(Attributes.lineNumberTable()).stream())
        .flatMap(table -> table.lineNumbers().stream())
        .map(LineNumberInfo::lineNumber)
        .toList();
  }

  private static String source(byte[] bytes) {
    return model(bytes)
        .findAttribute(Attributes.sourceFile())
        .orElseThrow()
        .sourceFile()
        .stringValue();
  }

  private static ClassModel model(byte[] bytes) {
    return ClassFile.of().parse(bytes);
  }
}
