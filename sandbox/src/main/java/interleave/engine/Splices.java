package interleave.engine;

import java.util.TreeMap;

/**
 * A text with pieces of ours put into it, which knows where in the original a place of it stands.
 * The pieces hold no line ends but after the last line, so that lines stay what they are.
 */
final class Splices {
  private final StringBuilder original;
  private final TreeMap<Integer, String> pieces = new TreeMap<>();

  Splices(String original) {
    this.original = new StringBuilder(original);
  }

  /** Puts a piece before an offset of the original, after what was put there already. */
  void insert(int at, String piece) {
    pieces.merge(at, piece, String::concat);
  }

  /** Puts blanks in the place of a part of the original, but for its line ends. */
  void blank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (original.charAt(i) != '\n') {
        original.setCharAt(i, ' ');
      }
    }
  }

  /** The text with the pieces. */
  String text() {
    StringBuilder text = new StringBuilder(original);
    pieces.descendingMap().forEach(text::insert);
    return text.toString();
  }

  /** The offset in the original of an offset in the text; a piece stands at its place. */
  int original(int inText) {
    int put = 0;
    for (var piece : pieces.entrySet()) {
      int start = piece.getKey() + put;
      if (inText < start) {
        break;
      }
      if (inText < start + piece.getValue().length()) {
        return piece.getKey();
      }
      put += piece.getValue().length();
    }
    return inText - put;
  }
}
