package interleave.book;

import java.util.List;

/**
 * Parts the hidden lines of a cell, which begin with {@code "# "}, from the visible text; {@code
 * ##} at the beginning of a visible line stands for one {@code #}.
 */
final class HiddenLines {
  private HiddenLines() {}

  static CellText cut(TypedFence fence, Complaints complaints) {
    List<String> lines = fence.body().lines().toList();
    int first = 0;
    while (first < lines.size() && isHidden(lines.get(first))) {
      first++;
    }
    int last = lines.size();
    while (last > first && isHidden(lines.get(last - 1))) {
      last--;
    }
    for (int i = first; i < last; i++) {
      if (isHidden(lines.get(i))) {
        complaints.at(
            fence.line() + 1 + i,
            "a hidden line stands among visible ones; hidden lines come first or last,"
                + " and ## writes a visible #");
      }
    }
    if (lines.subList(first, last).stream().allMatch(String::isBlank)) {
      complaints.at(
          fence.line(), "cell \"%s\" shows no line; write its code".formatted(fence.id()));
    }
    return new CellText(
        shown(lines.subList(0, first)),
        shown(lines.subList(first, last)),
        shown(lines.subList(last, lines.size())),
        fence.line() + 1 + first);
  }

  static boolean isHidden(String line) {
    return line.equals("#") || line.startsWith("# ");
  }

  private static String shown(List<String> lines) {
    return String.join("\n", lines.stream().map(HiddenLines::withoutMark).toList());
  }

  private static String withoutMark(String line) {
    if (isHidden(line)) {
      return line.substring(Math.min(2, line.length()));
    }
    return line.startsWith("##") ? line.substring(1) : line;
  }
}
