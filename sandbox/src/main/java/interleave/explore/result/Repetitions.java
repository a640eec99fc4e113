package interleave.explore.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Folds steps that are taken again and again into one that says so. */
public final class Repetitions {
  private static final int LONGEST = 64;
  private static final int FEWEST = 4;
  private static final int PASSES = 3;

  private record Shape(int thread, String source, int line, String text, String preempts) {
    static Shape of(Step step) {
      return new Shape(
          step.thread(),
          step.source(),
          step.line(),
          step.text().replaceFirst("( → | = ).*", "$1").replaceFirst("another \\d+", "another"),
          step.preempts());
    }
  }

  private Repetitions() {}

  /**
   * The same steps, where {@value #FEWEST} or more rounds of the same ones, whatever the values,
   * are told as the first round and a step that counts the others: {@code repeats lines 4–5 another
   * 299 times}. It shows the variables as they are after the last round.
   */
  public static List<Step> folded(List<Step> steps) {
    List<Step> before = steps;
    for (int pass = 0; pass < PASSES; pass++) {
      List<Step> after = once(before);
      if (after.size() == before.size()) {
        break;
      }
      before = after;
    }
    return before;
  }

  private static List<Step> once(List<Step> steps) {
    Map<Shape, Integer> numbers = new HashMap<>();
    int[] shapes = new int[steps.size()];
    for (int i = 0; i < shapes.length; i++) {
      shapes[i] = numbers.computeIfAbsent(Shape.of(steps.get(i)), _ -> numbers.size());
    }
    List<Step> folded = new ArrayList<>();
    for (int at = 0; at < shapes.length; ) {
      int length = 1;
      while (length <= LONGEST && rounds(shapes, at, length) < FEWEST) {
        length++;
      }
      if (length > LONGEST) {
        folded.add(steps.get(at++));
      } else {
        int rounds = rounds(shapes, at, length);
        List<Step> round = steps.subList(at, at + length);
        at += rounds * length;
        folded.addAll(round);
        folded.add(again(round, rounds - 1, steps.get(at - 1)));
      }
    }
    return folded;
  }

  private static int rounds(int[] shapes, int from, int length) {
    int same = 0;
    while (from + length + same < shapes.length
        && shapes[from + same] == shapes[from + length + same]) {
      same++;
    }
    return 1 + same / length;
  }

  private static Step again(List<Step> round, int times, Step last) {
    Step first = round.getFirst();
    List<String> names = round.stream().map(Step::name).distinct().toList();
    TreeSet<Integer> lines =
        round.stream()
            .map(Step::line)
            .filter(line -> line > 0)
            .collect(Collectors.toCollection(TreeSet::new));
    String who =
        names.size() == 1
            ? "repeats "
            : String.join(", ", names.subList(0, names.size() - 1))
                + " and "
                + names.getLast()
                + " repeat ";
    return new Step(
        first.thread(),
        first.name(),
        first.source(),
        first.line(),
        who + (lines.isEmpty() ? "this" : words(lines)) + " another " + times + " times",
        "",
        last.variables());
  }

  /** Lines in words: {@code line 4}, {@code lines 4–5, 9}. */
  private static String words(TreeSet<Integer> lines) {
    List<String> ranges = new ArrayList<>();
    int from = lines.first();
    for (int line : lines) {
      if (!lines.contains(line + 1)) {
        ranges.add(from == line ? "" + line : from + "–" + line);
        Integer next = lines.higher(line);
        from = next == null ? line : next;
      }
    }
    return (lines.size() == 1 ? "line " : "lines ") + String.join(", ", ranges);
  }
}
