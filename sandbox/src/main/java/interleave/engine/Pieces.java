package interleave.engine;

import interleave.protocol.Source;
import java.util.Iterator;
import java.util.NoSuchElementException;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Splits a cell into its snippets, from top to bottom. */
final class Pieces implements Iterator<Piece> {
  private final SourceCodeAnalysis analysis;
  private final Source source;
  private final String whole;
  private String rest;

  Pieces(SourceCodeAnalysis analysis, Source source) {
    this.analysis = analysis;
    this.source = source;
    this.whole = source.whole();
    this.rest = whole;
  }

  @Override
  public boolean hasNext() {
    return !rest.isBlank() && !onlyComments();
  }

  private boolean onlyComments() {
    return (rest.contains("//") || rest.contains("/*"))
        && analysis.analyzeCompletion(rest).completeness() == Completeness.EMPTY;
  }

  @Override
  public Piece next() {
    if (rest.isBlank()) {
      throw new NoSuchElementException();
    }
    int offset = whole.length() - rest.length();
    CompletionInfo info = analysis.analyzeCompletion(rest);
    String text = info.source();
    // Text that is no whole snippet goes to the compiler as it is, which says what it lacks.
    if (text == null) {
      text = rest;
      rest = "";
    } else {
      rest = info.remaining();
    }
    return new Piece(source, text, offset);
  }
}
