package interleave.engine;

import interleave.protocol.ClassFile;
import interleave.protocol.EngineReply;
import interleave.protocol.Event;
import interleave.protocol.Source;
import interleave.protocol.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;

/** One reader's JShell: compiles cells, each on top of what earlier cells declared. */
final class Scratchpad implements AutoCloseable {
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

  private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\d+[A-Z]*");

  private final Recorder recorder = new Recorder();
  private final JShell shell =
      JShell.builder()
          .executionEngine(recorder.provider(), Map.of())
          .compilerOptions("-Xlint:none")
          .build();
  private final SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();

  /** Where each living declaration was written, by snippet id. */
  private final Map<String, Piece> origins = new HashMap<>();

  Scratchpad() {
    IMPORTS.forEach(shell::eval);
    shell.eval("{}"); // the first compile pays for javac's tables; let nobody wait for it
  }

  /** Compiles a cell; when it is rejected, nothing of it stays declared. */
  synchronized EngineReply.Compiled compile(long request, Source source) {
    recorder.clear();
    Compilation cell = new Compilation(source);
    boolean rejected = false;
    for (Pieces pieces = new Pieces(analysis, source); !rejected && pieces.hasNext(); ) {
      rejected = !cell.add(pieces.next());
    }
    rejected = rejected || cell.unresolved();
    if (rejected) {
      cell.declared.stream().filter(s -> shell.status(s).isActive()).forEach(shell::drop);
    }
    return new EngineReply.Compiled(
        request,
        rejected,
        List.copyOf(cell.problems),
        cell.classes(),
        rejected ? List.of() : cell.steps());
  }

  synchronized EngineReply.Completed complete(long request, Source source, int cursor) {
    return Completion.at(analysis, request, source, cursor);
  }

  @Override
  public synchronized void close() {
    shell.close();
  }

  /** What is gathered while the pieces of one cell go through JShell. */
  private final class Compilation {
    final Source source;
    final List<Event.Problem> problems = new ArrayList<>();
    final Set<Snippet> declared = new HashSet<>();
    final Map<String, LineMap> lines = new HashMap<>();
    final Map<String, Step> shown = new HashMap<>();

    Compilation(Source source) {
      this.source = source;
    }

    /** Returns whether the piece compiles. */
    boolean add(Piece piece) {
      var refusal = TopLevelModifiers.refusal(analysis, piece);
      if (refusal.isPresent()) {
        problems.add(refusal.get());
        return false;
      }
      boolean valid = true;
      for (SnippetEvent event : shell.eval(piece.text())) {
        Snippet snippet = event.snippet();
        if (event.causeSnippet() == null) {
          valid &= event.status() != Snippet.Status.REJECTED;
          shell
              .diagnostics(snippet)
              .forEach(d -> Problems.of(d, piece, event.status()).ifPresent(problems::add));
          if (event.status().isActive()) {
            origins.put(snippet.id(), piece);
            declared.add(snippet);
          }
        }
        if (event.status().isActive()) {
          remember(snippet, piece);
        }
      }
      return valid;
    }

    private void remember(Snippet snippet, Piece piece) {
      var wrapper = analysis.wrapper(snippet);
      Piece origin = origins.getOrDefault(snippet.id(), piece);
      lines.put(wrapper.fullClassName(), new LineMap(wrapper, origin));
      boolean silent = Problems.endsAsStatement(piece.text());
      switch (snippet) {
        case ExpressionSnippet e when !silent ->
            show(wrapper.fullClassName(), e.name(), e.typeName());
        case VarSnippet v
            when v.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND && !silent ->
            show(wrapper.fullClassName(), v.name(), v.typeName());
        default -> {}
      }
    }

    private void show(String wrapper, String name, String type) {
      shown.put(wrapper, new Step.Show(wrapper, name, type));
    }

    /** Turns references that nothing in this cell or above resolves into errors. */
    boolean unresolved() {
      boolean any = false;
      for (Snippet snippet : declared) {
        if (snippet instanceof DeclarationSnippet declaration
            && shell.status(snippet) != Snippet.Status.VALID
            && shell.status(snippet).isActive()) {
          Piece piece = origins.getOrDefault(snippet.id(), new Piece(source, "", 0));
          shell
              .unresolvedDependencies(declaration)
              .forEach(missing -> problems.add(Problems.missing(piece, missing)));
          any = true;
        }
      }
      return any;
    }

    List<ClassFile> classes() {
      List<ClassFile> files = new ArrayList<>();
      for (ClassBytecodes c : recorder.loaded()) {
        LineMap map = lines.get(wrapperOf(c.name()));
        // A class that JShell replaced again within the same step has no map and is never run.
        files.add(
            map == null
                ? new ClassFile(c.name(), "", c.bytecodes())
                : new ClassFile(
                    c.name(),
                    map.cell(),
                    LineNumbers.rewrite(c.bytecodes(), map.cell(), map::lineOf)));
      }
      return List.copyOf(files);
    }

    List<Step> steps() {
      return recorder.invoked().stream()
          .map(name -> shown.getOrDefault(name, new Step.Execute(name)))
          .toList();
    }

    private String wrapperOf(String className) {
      Matcher matcher = WRAPPER.matcher(className);
      return matcher.lookingAt() ? matcher.group() : className;
    }
  }
}
