package interleave.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;

/** A JShell that believes it executes, with the memory of where each declaration was written. */
final class Shell implements AutoCloseable {
  /**
   * What every cell may use without saying so: the packages of java.base that a cell of this book
   * could want. One {@code import module java.base} would say more in fewer words, and makes each
   * snippet take twice as long to compile.
   */
  private static final List<String> IMPORTS =
      Stream.of(
              "java.io",
              "java.lang.invoke",
              "java.lang.ref",
              "java.math",
              "java.net",
              "java.nio",
              "java.nio.channels",
              "java.nio.charset",
              "java.nio.file",
              "java.text",
              "java.time",
              "java.util",
              "java.util.concurrent",
              "java.util.concurrent.atomic",
              "java.util.concurrent.locks",
              "java.util.function",
              "java.util.regex",
              "java.util.stream")
          .map(name -> "import " + name + ".*;")
          .toList();

  private final Recorder recorder = new Recorder();
  private final JShell jshell =
      JShell.builder()
          .executionEngine(recorder.provider(), Map.of())
          .compilerOptions("-Xlint:none")
          .build();
  private final Map<String, Piece> origins = new HashMap<>();

  Shell() {
    IMPORTS.forEach(jshell::eval);
    jshell.eval("{}"); // the first compile pays for javac's tables; let nobody wait for it
  }

  JShell jshell() {
    return jshell;
  }

  SourceCodeAnalysis analysis() {
    return jshell.sourceCodeAnalysis();
  }

  Recorder recorder() {
    return recorder;
  }

  /** Where each living declaration was written, by snippet id. */
  Map<String, Piece> origins() {
    return origins;
  }

  @Override
  public void close() {
    jshell.close();
  }
}
