package interleave.engine;

import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;

/** Tells which line of the reader's text a line of JShell's wrapped source came from. */
final class LineMap {
  private static final int MACHINERY = -1;

  private final Piece piece;
  private final int[] lines;

  LineMap(SnippetWrapper wrapper, Piece piece) {
    this.piece = piece;
    String wrapped = wrapper.wrapped();
    String[] wrappedLines = wrapped.split("\n", -1);
    lines = new int[wrappedLines.length + 1];
    int start = 0;
    for (int i = 0; i < wrappedLines.length; i++) {
      lines[i + 1] = line(wrapper, start, start + wrappedLines[i].length());
      start += wrappedLines[i].length() + 1;
    }
    // javac gives an expression the line of its statement, and JShell begins that one line early.
    int next = 0;
    for (int i = lines.length - 1; i >= 0; i--) {
      lines[i] = lines[i] == MACHINERY ? next : lines[i];
      next = lines[i];
    }
  }

  /** The first character that was the reader's decides. */
  private int line(SnippetWrapper wrapper, int start, int end) {
    String wrapped = wrapper.wrapped();
    for (int at = start; at < end; at++) {
      if (!Character.isWhitespace(wrapped.charAt(at))) {
        int inPiece = wrapper.wrappedToSourcePosition(at);
        if (wrapper.sourceToWrappedPosition(inPiece) == at) {
          return piece.line(inPiece);
        }
      }
    }
    return MACHINERY;
  }

  String cell() {
    return piece.source().cell();
  }

  /** The reader's line from 1, or 0 for none. */
  int lineOf(int wrappedLine) {
    return wrappedLine < lines.length ? lines[wrappedLine] : 0;
  }
}
