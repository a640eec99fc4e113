package interleave.stress;

import interleave.protocol.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Counts outcomes, and says of each what its author does, by the rules of jcstress. */
final class Table {
  /** A test whose outcomes are all different is none, and fills no page. */
  private static final int MOST_ROWS = 100;

  private final List<Case> cases;
  private final Map<String, Long> counts = new TreeMap<>();
  private long total;

  /** What an author says of outcomes: of one, or of all that a regular expression matches. */
  private record Case(Event.Tally said, Pattern pattern) {
    static Case of(Event.Tally said) {
      return new Case(said, Pattern.compile(said.outcome()));
    }

    boolean isDefault() {
      return said.outcome().isEmpty();
    }
  }

  Table(List<Event.Tally> cases) {
    this.cases = cases.stream().map(Case::of).toList();
  }

  /** Counts an outcome. */
  void add(String outcome, long count) {
    total += count;
    // Beyond the bound, all others are one.
    String row = counts.containsKey(outcome) || counts.size() < MOST_ROWS ? outcome : "others";
    counts.merge(row, count, Long::sum);
  }

  /** How many tries were counted. */
  long total() {
    return total;
  }

  /**
   * What was declared, in that order, seen or not; then what nobody declared, the most seen first.
   */
  List<Event.Tally> rows() {
    List<Event.Tally> rows = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (Case one : cases) {
      boolean any = false;
      for (var seen : counts.entrySet()) {
        if (of(seen.getKey()).filter(c -> c == one).isPresent()) {
          any = true;
          if (told.add(seen.getKey())) {
            rows.add(row(seen.getKey(), seen.getValue(), one));
          }
        }
      }
      if (!any && !one.isDefault()) {
        rows.add(row(one.said().outcome(), 0, one));
      }
    }
    counts.entrySet().stream()
        .filter(seen -> !told.contains(seen.getKey()))
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .map(seen -> new Event.Tally(seen.getKey(), seen.getValue(), Event.Expect.UNKNOWN, ""))
        .forEach(rows::add);
    return rows;
  }

  private static Event.Tally row(String outcome, long count, Case one) {
    return new Event.Tally(outcome, count, one.said().expect(), one.said().description());
  }

  /** The very outcome first, then the first expression that matches, then what is said of all. */
  private Optional<Case> of(String outcome) {
    return cases.stream()
        .filter(c -> !c.isDefault() && c.said().outcome().equals(outcome))
        .findFirst()
        .or(
            () ->
                cases.stream()
                    .filter(c -> !c.isDefault() && c.pattern().matcher(outcome).matches())
                    .findFirst())
        .or(() -> cases.stream().filter(Case::isDefault).findFirst());
  }
}
