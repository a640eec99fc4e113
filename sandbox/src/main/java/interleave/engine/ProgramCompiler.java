package interleave.engine;

import interleave.protocol.ClassFile;
import interleave.protocol.EngineReply;
import interleave.protocol.Event;
import interleave.protocol.Source;
import interleave.protocol.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a whole source file in one go: a compact one (JEP 512) or one of ordinary classes. */
final class ProgramCompiler {
  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

  EngineReply.Compiled compile(long request, String name, Source source) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (MemoryFiles files =
        new MemoryFiles(compiler.getStandardFileManager(diagnostics, null, null))) {
      boolean compiled =
          compiler
              .getTask(
                  Writer.nullWriter(), // a stack trace of javac's own is nobody's to read
                  files,
                  diagnostics,
                  List.of("-proc:none", "-Xlint:none", "-Xdiags:verbose"),
                  null,
                  List.of(new SourceFile(name, source.whole())))
              .call();
      Piece whole = new Piece(source, source.whole(), 0);
      List<Event.Problem> problems =
          new ArrayList<>(
              diagnostics.getDiagnostics().stream().map(d -> problem(whole, d)).toList());
      if (!compiled && problems.stream().noneMatch(p -> p.severity() == Event.Severity.ERROR)) {
        int start = source.before().length();
        problems.add(
            Problems.at(
                whole,
                Event.Severity.ERROR,
                start,
                start,
                "This is nested too deeply for the compiler; split it into smaller parts."));
      }
      Optional<String> main = compiled ? mainClass(files.classes()) : Optional.empty();
      if (compiled && main.isEmpty()) {
        problems.add(
            Problems.at(
                whole,
                Event.Severity.ERROR,
                source.before().length(),
                source.before().length(),
                "This program has no main method; write void main() { ... }"));
      }
      return new EngineReply.Compiled(
          request,
          main.isEmpty(),
          problems,
          main.isEmpty() ? List.of() : classFiles(files.classes(), source),
          main.<List<Step>>map(m -> List.of(new Step.Launch(m))).orElse(List.of()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Event.Problem problem(Piece whole, Diagnostic<? extends JavaFileObject> d) {
    int start = (int) Math.max(0, d.getStartPosition());
    return Problems.at(
        whole,
        d.getKind() == Diagnostic.Kind.ERROR ? Event.Severity.ERROR : Event.Severity.WARNING,
        start,
        (int) Math.max(start, d.getEndPosition()),
        d.getMessage(null));
  }

  private static List<ClassFile> classFiles(Map<String, byte[]> classes, Source source) {
    int hidden = source.hiddenLines();
    return classes.entrySet().stream()
        .map(
            e ->
                new ClassFile(
                    e.getKey(),
                    source.cell(),
                    LineNumbers.rewrite(
                        e.getValue(), source.cell(), line -> Math.max(0, line - hidden))))
        .toList();
  }

  /** The first class, in the order of the text, that could be launched (JLS 12.1.4). */
  private static Optional<String> mainClass(Map<String, byte[]> classes) {
    return classes.entrySet().stream()
        .filter(e -> launchable(java.lang.classfile.ClassFile.of().parse(e.getValue())))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean launchable(ClassModel model) {
    // javac writes a nested class before the class around it, which is the one that counts.
    return model.findAttribute(Attributes.nestHost()).isEmpty()
        && model.methods().stream()
            .filter(m -> m.methodName().equalsString("main"))
            .filter(m -> (m.flags().flagsMask() & java.lang.classfile.ClassFile.ACC_PRIVATE) == 0)
            .map(m -> m.methodType().stringValue())
            .anyMatch(type -> type.equals("()V") || type.equals("([Ljava/lang/String;)V"));
  }
}
