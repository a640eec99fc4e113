package interleave.engine;

import interleave.protocol.Event;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.Snippet;

/** Tells the compiler's diagnostics in places of the reader's text. */
final class Problems {
  private static final String IGNORED_MODIFIER = "jdk.eval.warn.illegal.modifiers";

  private Problems() {}

  /** A diagnostic of JShell's; empty for the warning that it ignores a harmless modifier. */
  static Optional<Event.Problem> of(Diag diagnostic, Piece piece, Snippet.Status status) {
    if (IGNORED_MODIFIER.equals(diagnostic.getCode())) {
      return Optional.empty();
    }
    boolean error = diagnostic.isError() && status == Snippet.Status.REJECTED;
    if (diagnostic.isError() && !error) {
      return Optional.empty(); // a reference that a later piece of the cell may resolve
    }
    int start = (int) Math.max(0, diagnostic.getStartPosition());
    int end = (int) Math.max(start, diagnostic.getEndPosition());
    return Optional.of(
        at(
            piece,
            error ? Event.Severity.ERROR : Event.Severity.WARNING,
            start,
            end,
            tidy(diagnostic.getMessage(null))));
  }

  /**
   * A name that nothing in the cell or above declares.
   *
   * @param missing what JShell calls it, such as {@code method later(int)} or {@code class Counter}
   */
  static Event.Problem missing(Piece piece, String missing) {
    Matcher name = Pattern.compile("(\\w+)\\s*(?:\\(.*)?$").matcher(missing);
    int start = name.find() ? piece.text().indexOf(name.group(1)) : -1;
    return at(
        piece,
        Event.Severity.ERROR,
        Math.max(0, start),
        start < 0 ? 0 : start + name.group(1).length(),
        "cannot find symbol: " + missing + "; declare it in this cell or in one that ran before");
  }

  /**
   * Without the line that names JShell's own wrapper as the place, and with what to do where a
   * preview feature is not to be had.
   */
  static String tidy(String message) {
    int hint = message.indexOf("(use --enable-preview");
    return hint < 0
        ? message.replaceFirst("\\n\\s*location: class\\s*$", "")
        : message.substring(0, hint).strip()
            + "\nOnly program cells may use it: write this one as a"
            + " program, with void main() { ... }.";
  }

  /** A problem at a range of a piece; in hidden lines it is told at the text's nearest edge. */
  static Event.Problem at(
      Piece piece, Event.Severity severity, int start, int end, String message) {
    int line = piece.line(start);
    boolean hidden = line == 0;
    int from = piece.inText(start);
    return new Event.Problem(
        severity,
        hidden ? piece.lineInText(from) : line,
        from,
        Math.max(from, piece.inText(end)),
        hidden ? "In the hidden lines of this cell: " + message : message);
  }

  /**
   * Whether an expression is written as a statement, so that its value is of no interest: {@code
   * list.add(1);} or {@code n++;} or {@code n = 3;}.
   */
  static boolean endsAsStatement(String text) {
    return text.stripTrailing().endsWith(";");
  }
}
