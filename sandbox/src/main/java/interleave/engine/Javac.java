package interleave.engine;

import interleave.protocol.ClassFile;
import interleave.protocol.Event;
import interleave.protocol.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a whole text in memory, and tells its problems in places of the reader's text. */
final class Javac {
  /** That the text uses preview features, which its author wants. */
  private static final String PREVIEW_NOTE = "compiler.note.preview";

  private static final String TOO_DEEP =
      "This is nested too deeply for the compiler; split it into smaller parts.";

  /**
   * What became of a text.
   *
   * @param compiled whether there was no error
   * @param classes in the order in which javac writes them
   * @param generated the names of those that annotation processors wrote
   * @param resources what annotation processors wrote beside classes, by path
   */
  record Result(
      boolean compiled,
      List<Event.Problem> problems,
      Map<String, byte[]> classes,
      Set<String> generated,
      Map<String, String> resources) {

    /** The classes, with lines as the reader counts them; what was generated is of no cell. */
    List<ClassFile> files(Source source) {
      int hidden = source.hiddenLines();
      int last = hidden + (int) source.text().lines().count();
      return classes.entrySet().stream()
          .map(
              e ->
                  generated.contains(e.getKey())
                      ? new ClassFile(e.getKey(), "", e.getValue())
                      : new ClassFile(
                          e.getKey(),
                          source.cell(),
                          LineNumbers.rewrite(
                              e.getValue(),
                              source.cell(),
                              line -> line > last ? 0 : Math.max(0, line - hidden))))
          .toList();
    }
  }

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

  /** Compiles a text as it stands. */
  Result compile(String name, Source source) {
    return compile(name, source, new Splices(source.whole()), List.of());
  }

  /**
   * Compiles a text.
   *
   * @param name the file's, without its ending; a compact source file's class is named so
   * @param text the source's whole text, with what was put into it
   */
  Result compile(String name, Source source, Splices text, List<Processor> processors) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    SourceFile file = new SourceFile(name, text.text());
    try (MemoryFiles files =
        new MemoryFiles(compiler.getStandardFileManager(diagnostics, null, null))) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              Writer.nullWriter(), // a stack trace of javac's own is nobody's to read
              files,
              diagnostics,
              List.of(
                  processors.isEmpty() ? "-proc:none" : "-proc:full",
                  "-Xlint:none",
                  "-Xdiags:verbose",
                  // Only classes that use such a feature are marked as needing it (JVMS 4.1).
                  "--enable-preview",
                  "-source",
                  String.valueOf(Runtime.version().feature())),
              null,
              List.of(file));
      if (!processors.isEmpty()) {
        task.setProcessors(processors);
      }
      boolean compiled = task.call();
      Piece whole = new Piece(source, source.whole(), 0);
      List<Event.Problem> problems =
          new ArrayList<>(
              diagnostics.getDiagnostics().stream()
                  .filter(d -> isReaders(d, file))
                  .map(d -> problem(whole, text, d))
                  .distinct()
                  .toList());
      if (!compiled && problems.stream().noneMatch(p -> p.severity() == Event.Severity.ERROR)) {
        problems.add(first(source, unplaced(diagnostics, file)));
      }
      return new Result(compiled, problems, files.classes(), files.generated(), files.resources());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An error at the beginning of the reader's text, for what has no better place. */
  static Event.Problem first(Source source, String sentence) {
    int start = source.before().length();
    return Problems.at(
        new Piece(source, source.whole(), 0), Event.Severity.ERROR, start, start, sentence);
  }

  /** Whether it is of the reader's text, or an error that has no place at all. */
  private static boolean isReaders(Diagnostic<? extends JavaFileObject> d, SourceFile file) {
    boolean placed =
        d.getSource() == file || d.getSource() == null && d.getKind() == Diagnostic.Kind.ERROR;
    return placed && !String.valueOf(d.getCode()).startsWith(PREVIEW_NOTE);
  }

  /** An error in what an annotation processor wrote, else one that javac did not even tell. */
  private static String unplaced(DiagnosticCollector<JavaFileObject> diagnostics, SourceFile file) {
    return diagnostics.getDiagnostics().stream()
        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR && !isReaders(d, file))
        .map(d -> "What was generated for this text does not compile: " + d.getMessage(null))
        .findFirst()
        .orElse(TOO_DEEP);
  }

  private static Event.Problem problem(
      Piece whole, Splices text, Diagnostic<? extends JavaFileObject> d) {
    int start = text.original((int) Math.max(0, d.getStartPosition()));
    int end = text.original((int) Math.max(0, d.getEndPosition()));
    return Problems.at(
        whole,
        d.getKind() == Diagnostic.Kind.ERROR ? Event.Severity.ERROR : Event.Severity.WARNING,
        start,
        Math.max(start, end),
        d.getMessage(null));
  }
}
