package interleave.engine;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import interleave.protocol.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The short form of a stress test: fields are state, methods {@code actor1} to {@code actor4} run
 * at once, and what is seen are the values that they return, fields {@code r1} to {@code r8}, and
 * what a method {@code observer} returns when they are done.
 */
final class Actors {
  private static final String IMPORTS =
      "import module java.base; import org.openjdk.jcstress.annotations.*; import"
          + " org.openjdk.jcstress.infra.results.*; import static"
          + " org.openjdk.jcstress.annotations.Expect.*; ";
  private static final String JCSTRESS = "@org.openjdk.jcstress.annotations.";
  private static final String OUTCOME = "Outcome";
  private static final Set<String> OBSERVERS = Set.of("observer", "arbiter");
  private static final int MOST_SEEN = 8;

  /** Of so many values jcstress has a class for any mix of types; of more, for one type only. */
  private static final int MOST_MIXED = 3;

  private static final Map<String, String> LETTERS =
      Map.of(
          "int", "I", "long", "J", "boolean", "Z", "byte", "B", "short", "S", "char", "C", "float",
          "F", "double", "D");

  private final Draft draft;
  private final String whole;
  private final boolean marked;
  private final List<MethodTree> actors;
  private final List<VariableTree> results;
  private final Optional<MethodTree> observer;

  Actors(Draft draft, String whole) {
    this.draft = draft;
    this.whole = whole;
    this.marked = draft.methods().stream().anyMatch(m -> Draft.isAnnotated(m, "Actor"));
    this.actors = draft.methods().stream().filter(m -> isNamed(m, "actor[1-9]")).toList();
    this.results =
        draft.fields().stream()
            .filter(f -> f.getName().toString().matches("r[1-9]"))
            .sorted(Comparator.comparing(f -> f.getName().toString()))
            .toList();
    this.observer =
        draft.methods().stream()
            .filter(m -> OBSERVERS.contains(m.getName().toString()))
            .findFirst();
  }

  private static boolean isNamed(MethodTree method, String pattern) {
    return method.getName().toString().matches(pattern);
  }

  /** What keeps this from being a test. */
  List<Event.Problem> problems(Piece place) {
    List<Event.Problem> problems = new ArrayList<>();
    for (Tree member : draft.members()) {
      for (AnnotationTree annotation : Draft.annotations(member)) {
        if (isOutcome(annotation) && draft.start(member) != draft.firstMember()) {
          problems.add(
              at(place, annotation, "Write @Outcome at the top, before all fields and methods."));
        }
      }
    }
    if (marked) {
      return problems;
    }
    for (MethodTree method : actors) {
      if (!method.getParameters().isEmpty()) {
        problems.add(at(place, method, "An actor takes no parameters; let fields be its state."));
      }
    }
    observer
        .filter(m -> !m.getParameters().isEmpty())
        .ifPresent(m -> problems.add(at(place, m, "An observer takes no parameters.")));
    if (actors.size() < 2 || actors.size() > 4) {
      problems.add(
          first(
              place,
              "A stress test has two to four actors that run at once: methods actor1(), actor2()"
                  + " and so on."));
    } else if (seen().isEmpty() || seen().size() > MOST_SEEN) {
      problems.add(
          first(
              place,
              "Say what is to be seen, 1 to 8 values: let the actors return it, set fields r1 and"
                  + " r2, or write a method int observer() { return n; }"));
    }
    return problems;
  }

  private Event.Problem at(Piece place, Tree tree, String sentence) {
    return Problems.at(place, Event.Severity.ERROR, draft.start(tree), draft.end(tree), sentence);
  }

  private static Event.Problem first(Piece place, String sentence) {
    return Javac.first(place.source(), sentence);
  }

  /** The types of what is seen, in the order in which an outcome shows it. */
  private List<Tree> seen() {
    List<Tree> seen = new ArrayList<>();
    actors.stream().filter(Actors::returns).map(MethodTree::getReturnType).forEach(seen::add);
    results.stream().map(VariableTree::getType).forEach(seen::add);
    observer.filter(Actors::returns).map(MethodTree::getReturnType).ifPresent(seen::add);
    return seen;
  }

  private static boolean returns(MethodTree method) {
    return !method.getReturnType().toString().equals("void");
  }

  /** Makes the class that jcstress wants. */
  void write(Splices text) {
    text.insert(0, Draft.PACKAGE + IMPORTS);
    text.insert(draft.firstMember(), JCSTRESS + "JCStressTest " + JCSTRESS + "State ");
    text.insert(afterOutcomes(), " public class " + Draft.unused("Stressed", whole) + " { ");
    text.insert(whole.length(), "\n" + (marked ? "" : generated()) + "}");
  }

  /** The outcomes before the first member become the class's: it begins after them. */
  private int afterOutcomes() {
    return draft.members().stream()
        .filter(member -> draft.start(member) == draft.firstMember())
        .flatMap(member -> Draft.annotations(member).stream())
        .filter(Actors::isOutcome)
        .mapToInt(draft::end)
        .max()
        .orElse(draft.firstMember());
  }

  private static boolean isOutcome(AnnotationTree annotation) {
    return Draft.name(annotation).equals(OUTCOME) || Draft.name(annotation).equals("Outcomes");
  }

  private String generated() {
    String result = "org.openjdk.jcstress.infra.results." + letters() + "_Result r";
    StringBuilder members = new StringBuilder();
    int place = 0;
    for (MethodTree actor : actors) {
      String call = actor.getName() + "();";
      members.append(
          "%sActor public void %s(%s) { %s } "
              .formatted(
                  JCSTRESS,
                  Draft.unused("run_" + actor.getName(), whole),
                  returns(actor) ? result : "",
                  returns(actor) ? "r.r" + ++place + " = " + call : call));
    }
    if (!results.isEmpty() || observer.isPresent()) {
      StringBuilder body = new StringBuilder();
      observer.filter(o -> !returns(o)).ifPresent(o -> body.append(o.getName()).append("(); "));
      for (VariableTree field : results) {
        body.append("r.r%d = this.%s; ".formatted(++place, field.getName()));
      }
      if (observer.isPresent() && returns(observer.get())) {
        body.append("r.r%d = %s(); ".formatted(++place, observer.get().getName()));
      }
      members.append(
          "%sArbiter public void %s(%s) { %s} "
              .formatted(JCSTRESS, Draft.unused("observe_all", whole), result, body));
    }
    return members.toString();
  }

  private String letters() {
    List<String> letters =
        seen().stream().map(type -> LETTERS.getOrDefault(type.toString(), "L")).toList();
    boolean exists = letters.size() <= MOST_MIXED || letters.stream().distinct().count() == 1;
    return exists
        ? String.join("", letters)
        : letters.stream().map(letter -> "L").collect(Collectors.joining());
  }
}
