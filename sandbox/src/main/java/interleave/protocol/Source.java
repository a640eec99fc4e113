package interleave.protocol;

/**
 * The text of a cell: what the reader sees and may edit, between hidden lines of the author's.
 *
 * @param cell the cell's id, which stands for the file name in stack traces
 * @param before hidden lines compiled first, empty or ending in a line feed
 * @param text the visible text; lines and offsets told to the reader count in it
 * @param after hidden lines compiled last
 */
public record Source(String cell, String before, String text, String after) {

  /** A text with no hidden lines. */
  public static Source of(String cell, String text) {
    return new Source(cell, "", text, "");
  }

  /** What the compiler reads. */
  public String whole() {
    boolean open = !after.isEmpty() && !text.isEmpty() && !text.endsWith("\n");
    return before + text + (open ? "\n" : "") + after;
  }

  /** How many lines stand hidden before the reader's first. */
  public int hiddenLines() {
    return (int) before.chars().filter(c -> c == '\n').count();
  }
}
