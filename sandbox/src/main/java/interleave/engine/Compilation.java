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
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;

/** Takes the pieces of one cell through JShell, and gathers what a session JVM has to do. */
final class Compilation {
  private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\d+[A-Z]*");
  private static final Pattern TYPE = Pattern.compile("\\b(class|interface|enum|record)\\b");

  private final Source source;
  private final JShell shell;
  private final SourceCodeAnalysis analysis;
  private final Recorder recorder;
  private final Map<String, Piece> origins;
  private final List<Event.Problem> problems = new ArrayList<>();
  private final Set<Snippet> declared = new HashSet<>();
  private final Map<String, LineMap> lines = new HashMap<>();
  private final Map<String, Step> shown = new HashMap<>();

  Compilation(Shell shell, Source source) {
    this.source = source;
    this.shell = shell.jshell();
    this.analysis = shell.analysis();
    this.recorder = shell.recorder();
    this.origins = shell.origins();
  }

  /** Compiles the cell; when it is rejected, the shell is left with half of it. */
  EngineReply.Compiled result(long request) {
    recorder.clear();
    boolean compiles = true;
    for (Pieces pieces = new Pieces(analysis, source); compiles && pieces.hasNext(); ) {
      compiles = add(pieces.next());
    }
    if (!compiles || unresolved()) {
      return EngineReply.Compiled.rejected(request, problems);
    }
    return new EngineReply.Compiled(request, false, List.copyOf(problems), classes(), steps());
  }

  /** Takes back what a rejected cell has declared. */
  void retract() {
    declared.stream().filter(s -> shell.status(s).isActive()).forEach(shell::drop);
  }

  /** Returns whether the piece compiles. */
  private boolean add(Piece read) {
    var refusal = TopLevelModifiers.refusal(analysis, read);
    if (refusal.isPresent()) {
      problems.add(refusal.get());
      return false;
    }
    Piece piece = afresh(read);
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

  /**
   * The piece, one line further down when it declares a type just as before: JShell would leave
   * that one as it is, with the values of its static fields, and a cell that runs again means to
   * begin afresh. The line makes other class files; no place that could be told moves.
   */
  private Piece afresh(Piece piece) {
    boolean known =
        TYPE.matcher(piece.text()).find()
            && analysis.sourceToSnippets(piece.text()).stream()
                .filter(TypeDeclSnippet.class::isInstance)
                .anyMatch(again -> shell.types().anyMatch(t -> sameWords(t, again)));
    return known ? new Piece(piece.source(), '\n' + piece.text(), piece.offset() - 1) : piece;
  }

  private static boolean sameWords(TypeDeclSnippet living, Snippet again) {
    return living.source().equals(again.source());
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
  private boolean unresolved() {
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

  private List<ClassFile> classes() {
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

  private List<Step> steps() {
    return recorder.invoked().stream()
        .map(name -> shown.getOrDefault(name, new Step.Execute(name)))
        .toList();
  }

  private String wrapperOf(String className) {
    Matcher matcher = WRAPPER.matcher(className);
    return matcher.lookingAt() ? matcher.group() : className;
  }
}
