package interleave.engine;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * The short form of a benchmark: fields are state, {@code setup} runs before, and every other
 * method that is not private is measured.
 */
final class ComparedMethods {
  private static final String JMH = "org.openjdk.jmh.annotations.";
  private static final String IMPORTS =
      "import module java.base; import org.openjdk.jmh.annotations.*; import"
          + " org.openjdk.jmh.infra.*; ";
  private static final String BLACKHOLE = "Blackhole";
  private static final String SETUP = "setup";

  /** Annotations of methods that serve the others. */
  private static final Set<String> FIXTURES = Set.of("Setup", "TearDown");

  private final Draft draft;
  private final String whole;
  private final List<MethodTree> compared;

  ComparedMethods(Draft draft, String whole) {
    this.draft = draft;
    this.whole = whole;
    List<MethodTree> marked =
        draft.methods().stream().filter(m -> Draft.isAnnotated(m, "Benchmark")).toList();
    this.compared =
        marked.isEmpty()
            ? draft.methods().stream().filter(ComparedMethods::isMeant).toList()
            : marked;
  }

  /** How many methods there are to compare. */
  int count() {
    return compared.size();
  }

  /** For methods marked {@code @Threads({1, 2, 4})}: these numbers, by the methods' names. */
  Map<String, List<Integer>> threads() {
    Map<String, List<Integer>> threads = new LinkedHashMap<>();
    for (MethodTree method : compared) {
      for (AnnotationTree annotation : Draft.annotations(method)) {
        List<Integer> numbers = numbers(annotation);
        if (!numbers.isEmpty()) {
          threads.put(method.getName().toString(), numbers);
        }
      }
    }
    return threads;
  }

  /** Makes the class that JMH wants. */
  void write(Splices text) {
    text.insert(0, Draft.PACKAGE + IMPORTS);
    text.insert(
        draft.firstMember(),
        "@%sState(%sScope.Benchmark) @%sBenchmarkMode(%sMode.AverageTime) public class %s { "
            .formatted(JMH, JMH, JMH, JMH, Draft.unused("Compared", whole)));
    for (MethodTree method : draft.methods()) {
      if (compared.contains(method)) {
        boolean marked = Draft.isAnnotated(method, "Benchmark");
        text.insert(
            draft.start(method), (marked ? "" : "@" + JMH + "Benchmark ") + visible(method));
        blankThreads(method, text);
      } else if (method.getName().contentEquals(SETUP) && method.getParameters().isEmpty()) {
        boolean marked = Draft.isAnnotated(method, "Setup");
        text.insert(draft.start(method), (marked ? "" : "@" + JMH + "Setup ") + visible(method));
      } else if (FIXTURES.stream().anyMatch(name -> Draft.isAnnotated(method, name))) {
        text.insert(draft.start(method), visible(method));
      }
    }
    text.insert(whole.length(), "\n}");
  }

  private static boolean isMeant(MethodTree method) {
    return !Draft.has(method.getModifiers(), Modifier.PRIVATE)
        && !method.getName().contentEquals(SETUP)
        && FIXTURES.stream().noneMatch(name -> Draft.isAnnotated(method, name))
        && method.getParameters().stream()
            .allMatch(p -> p.getType() != null && p.getType().toString().endsWith(BLACKHOLE));
  }

  /** JMH's generated code is in another package. */
  private static String visible(MethodTree method) {
    return Draft.has(method.getModifiers(), Modifier.PUBLIC)
            || Draft.has(method.getModifiers(), Modifier.PROTECTED)
            || Draft.has(method.getModifiers(), Modifier.PRIVATE)
        ? ""
        : "public ";
  }

  /** JMH's own annotation takes one number only. */
  private void blankThreads(MethodTree method, Splices text) {
    Draft.annotations(method).stream()
        .filter(a -> !numbers(a).isEmpty())
        .forEach(a -> text.blank(draft.start(a), draft.end(a)));
  }

  private static List<Integer> numbers(AnnotationTree annotation) {
    List<Integer> numbers = new ArrayList<>();
    if (Draft.name(annotation).equals("Threads") && annotation.getArguments().size() == 1) {
      ExpressionTree argument = annotation.getArguments().getFirst();
      // The parser makes @Threads({1}) an assignment to "value".
      ExpressionTree value =
          argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
      if (value instanceof NewArrayTree array && array.getInitializers() != null) {
        for (ExpressionTree element : array.getInitializers()) {
          if (!(element instanceof LiteralTree literal)
              || !(literal.getValue() instanceof Integer number)) {
            return List.of(); // javac tells that an array is not wanted here
          }
          numbers.add(number);
        }
      }
    }
    return numbers;
  }
}
