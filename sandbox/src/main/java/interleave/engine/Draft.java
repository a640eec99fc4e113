package interleave.engine;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** A text as javac's parser sees it, before it is decided what to make of it. */
final class Draft {
  /** What is put before a text that wants a package. */
  static final String PACKAGE = "package cell; ";

  /** No reader's class is called so: a class of this name is the compact source file's own. */
  private static final String IMPLICIT = "Interleave$Implicit";

  /** Comments and imports. */
  private static final Pattern HEADER =
      Pattern.compile("(?:\\s|//[^\\n]*+\\n|/\\*(?s:.*?)\\*/|import\\s[^;]*+;)*+");

  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final Optional<ClassTree> implicit;

  /** What was parsed. */
  private final Splices text;

  private Draft(CompilationUnitTree unit, SourcePositions positions, Splices text) {
    this.text = text;
    this.unit = unit;
    this.positions = positions;
    this.implicit =
        unit.getTypeDecls().stream()
            .filter(ClassTree.class::isInstance)
            .map(ClassTree.class::cast)
            .filter(type -> type.getSimpleName().contentEquals(IMPLICIT))
            .findFirst();
  }

  /** Parses a text; empty when it is no Java, which compiling it will tell. */
  static Optional<Draft> of(String text) {
    // To javac (25) several fields in one declaration, annotated and first, are none: a class
    // around all members helps.
    Splices inClass = new Splices(text);
    Matcher header = HEADER.matcher(text);
    inClass.insert(header.lookingAt() ? header.end() : 0, "class " + IMPLICIT + " { ");
    inClass.insert(text.length(), "\n}");
    return parsed(new Splices(text)).or(() -> parsed(inClass));
  }

  private static Optional<Draft> parsed(Splices text) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(
                    Writer.nullWriter(),
                    null,
                    diagnostics,
                    List.of("-proc:none"),
                    null,
                    List.of(new SourceFile(IMPLICIT, text.text())));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      boolean broken =
          diagnostics.getDiagnostics().stream().anyMatch(d -> d.getKind() == Diagnostic.Kind.ERROR);
      return broken
          ? Optional.empty()
          : Optional.of(new Draft(unit, Trees.instance(task).getSourcePositions(), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether fields or methods stand outside any class (JLS 7.3). */
  boolean isCompact() {
    return implicit.isPresent();
  }

  /** Whether it is classes without a package, as JMH and jcstress refuse them. */
  boolean wantsPackage() {
    return !isCompact() && unit.getPackage() == null;
  }

  /** What stands at the top of a compact source file: fields, methods, classes. */
  List<? extends Tree> members() {
    return implicit.<List<? extends Tree>>map(ClassTree::getMembers).orElse(List.of());
  }

  /** Methods at the top of a compact source file, in the order of the text. */
  List<MethodTree> methods() {
    return members().stream()
        .filter(MethodTree.class::isInstance)
        .map(MethodTree.class::cast)
        .filter(m -> m.getReturnType() != null)
        .toList();
  }

  /** Fields at the top of a compact source file, in the order of the text. */
  List<VariableTree> fields() {
    return members().stream()
        .filter(VariableTree.class::isInstance)
        .map(VariableTree.class::cast)
        .toList();
  }

  /** Where a tree begins. */
  int start(Tree tree) {
    return text.original((int) positions.getStartPosition(unit, tree));
  }

  /** Where a tree ends. */
  int end(Tree tree) {
    return text.original((int) positions.getEndPosition(unit, tree));
  }

  /** Where the first member begins; annotations of its own come first. */
  int firstMember() {
    return members().stream().mapToInt(this::start).filter(at -> at >= 0).min().orElse(0);
  }

  /** How many methods are so marked, in whatever class. */
  int marked(String annotation) {
    AtomicInteger count = new AtomicInteger();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
        if (isAnnotated(method, annotation)) {
          count.incrementAndGet();
        }
        return super.visitMethod(method, nothing);
      }
    }.scan(unit, null);
    return count.get();
  }

  /** A constructor of the first class so marked that has none without parameters. */
  Optional<MethodTree> onlyConstructorWithParameters(String annotation) {
    List<MethodTree> found = new ArrayList<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
        List<MethodTree> constructors =
            type.getMembers().stream()
                .filter(MethodTree.class::isInstance)
                .map(MethodTree.class::cast)
                .filter(m -> m.getReturnType() == null)
                .toList();
        if (annotations(type).stream().anyMatch(a -> name(a).equals(annotation))
            && constructors.stream().noneMatch(m -> m.getParameters().isEmpty())) {
          found.addAll(constructors);
        }
        return super.visitClass(type, nothing);
      }
    }.scan(unit, null);
    return found.stream().findFirst();
  }

  /** The annotations of a field or a method. */
  static List<? extends AnnotationTree> annotations(Tree member) {
    return switch (member) {
      case MethodTree method -> method.getModifiers().getAnnotations();
      case VariableTree field -> field.getModifiers().getAnnotations();
      case ClassTree type -> type.getModifiers().getAnnotations();
      default -> List.of();
    };
  }

  /** The last part of an annotation's name, as in {@code @org.example.Threads}. */
  static String name(AnnotationTree annotation) {
    return switch (annotation.getAnnotationType()) {
      case IdentifierTree simple -> simple.getName().toString();
      case MemberSelectTree qualified -> qualified.getIdentifier().toString();
      default -> "";
    };
  }

  static boolean isAnnotated(MethodTree method, String name) {
    return annotations(method).stream().anyMatch(a -> name(a).equals(name));
  }

  static boolean has(ModifiersTree modifiers, Modifier modifier) {
    return modifiers.getFlags().contains(modifier);
  }

  /** A name that a text does not hold yet. */
  static String unused(String wanted, String text) {
    String name = wanted;
    while (text.contains(name)) {
      name += "_";
    }
    return name;
  }
}
