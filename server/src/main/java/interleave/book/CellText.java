package interleave.book;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of a cell: what the reader sees between what is compiled unseen.
 *
 * @param before the hidden lines that come first, without their marks and without a final newline;
 *     empty when there are none
 * @param source the visible text, without a final newline
 * @param after the hidden lines that follow, as {@code before}
 * @param sourceLine the line of the file on which {@code source} begins, counted from 1
 */
public record CellText(String before, String source, String after, int sourceLine) {

  /** The whole text to compile when the reader's text stands where {@link #source} does. */
  public String around(String readersText) {
    return Stream.of(before, readersText, after)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  /** The number of hidden lines that come before the visible text. */
  public int linesBefore() {
    return count(before);
  }

  /** The number of hidden lines that follow the visible text. */
  public int linesAfter() {
    return count(after);
  }

  private static int count(String lines) {
    return lines.isEmpty() ? 0 : (int) lines.chars().filter(c -> c == '\n').count() + 1;
  }
}
