package interleave.engine;

import interleave.protocol.EngineReply;
import interleave.protocol.Source;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis;

/** Says what could be written at the cursor, as JShell knows it. */
final class Completion {
  private static final int MOST_OPTIONS = 200;

  private Completion() {}

  static EngineReply.Completed at(
      SourceCodeAnalysis analysis, long request, Source source, int cursor) {
    int inWhole = source.before().length() + Math.clamp(cursor, 0, source.text().length());
    for (Pieces pieces = new Pieces(analysis, source); pieces.hasNext(); ) {
      Piece piece = pieces.next();
      int inPiece = inWhole - piece.offset();
      if (inPiece <= piece.text().length()) {
        int[] anchor = {inPiece};
        List<EngineReply.Option> options =
            analysis.completionSuggestions(piece.text(), inPiece, anchor).stream()
                .map(SourceCodeAnalysis.Suggestion::continuation)
                .distinct()
                .limit(MOST_OPTIONS)
                .map(c -> new EngineReply.Option(c, type(c)))
                .toList();
        return new EngineReply.Completed(request, piece.inText(anchor[0]), options);
      }
    }
    return new EngineReply.Completed(request, cursor, List.of());
  }

  private static String type(String continuation) {
    if (continuation.contains("(")) {
      return "method";
    }
    return Character.isUpperCase(continuation.charAt(0)) ? "class" : "variable";
  }
}
