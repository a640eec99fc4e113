package interleave.book;

import java.util.List;
import java.util.function.Predicate;

/** Looks for a line of prose, passing over the fences in it. */
final class FencedLines {
  private FencedLines() {}

  /**
   * Finds the first line that is not inside a fence and is what is wanted.
   *
   * @return its index, or the number of lines when there is none
   */
  static int find(List<String> lines, int from, Predicate<String> wanted) {
    boolean inside = false;
    for (int i = from; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("```") || line.startsWith("~~~")) {
        inside = !inside;
      } else if (!inside && wanted.test(lines.get(i))) {
        return i;
      }
    }
    return lines.size();
  }
}
