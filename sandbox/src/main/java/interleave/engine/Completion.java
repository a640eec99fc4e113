package interleave.engine;

import interleave.protocol.EngineReply;
import interleave.protocol.Source;
import java.util.List;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;

/** Says what could be written at the cursor, as JShell knows it. */
final class Completion {
  private static final int MOST_OPTIONS = 200;

  private Completion() {}

  static EngineReply.Completed at(
      SourceCodeAnalysis analysis, long request, Source source, int cursor) {
    int inWhole = source.before().length() + Math.clamp(cursor, 0, source.text().length());
    StringBuilder above = new StringBuilder("{ ");
    for (Pieces pieces = new Pieces(analysis, source); pieces.hasNext(); ) {
      Piece piece = pieces.next();
      int inPiece = inWhole - piece.offset();
      if (inPiece <= piece.text().length()) {
        return suggestions(analysis, request, above.toString(), piece, inPiece);
      }
      if (mayStandInBlock(analysis, piece)) {
        above.append(piece.text()).append('\n');
      }
    }
    return new EngineReply.Completed(request, cursor, List.of());
  }

  /**
   * JShell knows what has run, and what stands in the same snippet. So the cell's lines above the
   * cursor, which have not run, are put before it in one block.
   */
  private static EngineReply.Completed suggestions(
      SourceCodeAnalysis analysis, long request, String above, Piece piece, int inPiece) {
    boolean inBlock = above.length() > 2 && mayStandInBlock(analysis, piece);
    String prefix = inBlock ? above : "";
    int[] anchor = {prefix.length() + inPiece};
    List<EngineReply.Option> options =
        analysis
            .completionSuggestions(prefix + piece.text(), prefix.length() + inPiece, anchor)
            .stream()
            .map(SourceCodeAnalysis.Suggestion::continuation)
            .filter(continuation -> !continuation.isEmpty())
            .distinct()
            .limit(MOST_OPTIONS)
            .map(c -> new EngineReply.Option(c, type(c)))
            .toList();
    return new EngineReply.Completed(request, piece.inText(anchor[0] - prefix.length()), options);
  }

  private static boolean mayStandInBlock(SourceCodeAnalysis analysis, Piece piece) {
    return analysis.sourceToSnippets(piece.text()).stream()
        .noneMatch(s -> s.kind() == Snippet.Kind.METHOD || s.kind() == Snippet.Kind.IMPORT);
  }

  private static String type(String continuation) {
    if (continuation.contains("(")) {
      return "method";
    }
    return Character.isUpperCase(continuation.charAt(0)) ? "class" : "variable";
  }
}
