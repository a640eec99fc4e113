package interleave.engine;

import interleave.protocol.Source;

/**
 * One snippet of a cell's text: a declaration or a statement.
 *
 * @param text what JShell is given, which may end in a semicolon that the reader left out
 * @param offset where it begins in the cell's whole text, hidden lines included
 */
record Piece(Source source, String text, int offset) {

  /** The line, in the reader's text, of an offset in this piece; 0 when it is hidden. */
  int line(int inPiece) {
    String whole = source.whole();
    int at = Math.clamp(offset + inPiece, 0, whole.length());
    int line = 1 + (int) whole.substring(0, at).chars().filter(c -> c == '\n').count();
    int visible = line - source.hiddenLines();
    return visible < 1 || at > source.before().length() + source.text().length() ? 0 : visible;
  }

  /** The line, from 1, of an offset in the reader's text. */
  int lineInText(int inText) {
    return 1 + (int) source.text().substring(0, inText).chars().filter(c -> c == '\n').count();
  }

  /** The same offset counted in the reader's text, kept within it. */
  int inText(int inPiece) {
    return Math.clamp(offset + inPiece - source.before().length(), 0, source.text().length());
  }
}
