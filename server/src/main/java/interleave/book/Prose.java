package interleave.book;

/** Parses Markdown that stands inside a fence, so that its links are checked with the others. */
@FunctionalInterface
interface Prose {
  /**
   * Parses a piece.
   *
   * @param line the line of the file on which the text begins, counted from 1
   */
  Markdown parse(String text, int line);
}
