package interleave.engine;

import interleave.protocol.Event;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;

/**
 * Refuses {@code volatile} and {@code synchronized} on a top-level declaration.
 *
 * <p>JShell drops the first in silence and rejects the second in a few dry words. In this book
 * either would be a lie about what runs.
 */
final class TopLevelModifiers {
  private static final String SKIPPED = "(?:\\s|//[^\\n]*\\n|/\\*(?s:.*?)\\*/)*";
  private static final String OTHER =
      "(?:(?:public\\b|protected\\b|private\\b|static\\b|final\\b|transient\\b"
          + "|@[\\w.]+(?:\\([^)]*\\))?)"
          + SKIPPED
          + ")*";
  private static final Pattern LEADING =
      Pattern.compile(SKIPPED + OTHER + "(volatile|synchronized)\\b" + SKIPPED + "(.?)");

  private TopLevelModifiers() {}

  static Optional<Event.Problem> refusal(SourceCodeAnalysis analysis, Piece piece) {
    Matcher matcher = LEADING.matcher(piece.text());
    // synchronized (lock) { ... } is a statement, and fine.
    if (!matcher.lookingAt() || matcher.group(2).equals("(")) {
      return Optional.empty();
    }
    boolean method =
        analysis.sourceToSnippets(piece.text().replaceFirst("\\bsynchronized\\b", "")).stream()
            .anyMatch(s -> s.kind() == Snippet.Kind.METHOD);
    String message =
        matcher.group(1).equals("volatile")
            ? "A top-level variable of a cell cannot be volatile: JShell would drop the word in"
                + " silence. Put the variable into a class, such as"
                + " class Shared { static volatile boolean stop; }"
            : "A top-level "
                + (method ? "method" : "declaration")
                + " of a cell cannot be synchronized: there is no object whose monitor it could"
                + " take. Put it into a class, or use synchronized (lock) { ... } inside.";
    return Optional.of(
        Problems.at(piece, Event.Severity.ERROR, matcher.start(1), matcher.end(1), message));
  }
}
