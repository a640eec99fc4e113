package interleave.book;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks the tokens of Java source (JLS chapter 3) for reading. Wrong source is marked as far as it
 * makes sense, and no character is lost.
 */
final class JavaHighlighter {
  private static final Set<String> KEYWORDS =
      words(
          """
          abstract assert boolean break byte case catch char class const continue default do double
          else enum extends false final finally float for goto if implements import instanceof int
          interface long native new null package private protected public return short static
          strictfp super switch synchronized this throw throws transient true try void volatile
          while _
          """);

  /** Words that are keywords in some places only (JLS 3.9). */
  private static final Set<String> CONTEXTUAL =
      words("var record sealed permits yield when module");

  /** Types whose names are written like constants. */
  private static final Set<String> CAPITAL_TYPES = words("IO URI URL UUID");

  // Possessive and without nested choices, so that no source makes it slow or overflows the stack.
  private static final Pattern TOKEN =
      Pattern.compile(
          """
          (?<comment> //[^\\n]*+ | /\\*(?s:.*?)(?:\\*/|\\z) )
          | (?<string> \"""(?:[^"\\\\]++|\\\\(?s:.)|"(?!""))*+(?:\"""|\\z)
                     | "(?:[^"\\\\\\n]++|\\\\.)*+"?
                     | '(?:[^'\\\\\\n]++|\\\\.)*+'? )
          | (?<annotation> @(?!interface\\b)\\s?[\\p{javaJavaIdentifierStart}][\\w$.]*+ )
          | (?<keyword> @interface\\b | non-sealed\\b )
          | (?<number> (?:0[xX][\\p{XDigit}_.]++(?:[pP][+-]?\\d++)?
                     | (?:\\d[\\d_]*+(?:\\.[\\d_]*+)?|\\.\\d[\\d_]*+)(?:[eE][+-]?[\\d_]++)?)
                       [lLfFdDbB]?(?:(?<=[bB])[01_]++[lL]?)? )
          | (?<word> \\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*+ )
          """,
          Pattern.COMMENTS);

  private JavaHighlighter() {}

  /** The source as HTML, escaped, its tokens in spans of the classes {@code tok-...}. */
  static String html(String source) {
    var out = new StringBuilder(source.length() * 2);
    Matcher token = TOKEN.matcher(source);
    int end = 0;
    while (token.find()) {
      out.append(Html.escape(source.substring(end, token.start())));
      mark(out, token.group(), tokenClass(token, source));
      end = token.end();
    }
    return out.append(Html.escape(source.substring(end))).toString();
  }

  private static void mark(StringBuilder out, String text, String tokenClass) {
    if (tokenClass.isEmpty()) {
      out.append(Html.escape(text));
    } else {
      out.append("<span class=\"tok-").append(tokenClass).append("\">");
      out.append(Html.escape(text)).append("</span>");
    }
  }

  private static String tokenClass(Matcher token, String source) {
    if (token.group("word") != null) {
      return wordClass(token.group(), source, token.start(), token.end());
    }
    for (String name : new String[] {"comment", "string", "annotation", "keyword", "number"}) {
      if (token.group(name) != null) {
        return name;
      }
    }
    return "";
  }

  private static String wordClass(String word, String source, int start, int end) {
    if (KEYWORDS.contains(word)
        || (CONTEXTUAL.contains(word) && actsAsKeyword(word, source, start, end))) {
      return "keyword";
    }
    boolean type = Character.isUpperCase(word.charAt(0)) && !isConstant(word);
    return type ? "type" : "";
  }

  /** Whether a name is written like {@code MAX_VALUE}; {@code T} is a type's name. */
  private static boolean isConstant(String word) {
    return word.length() > 1
        && word.chars().noneMatch(Character::isLowerCase)
        && !CAPITAL_TYPES.contains(word);
  }

  /** A contextual keyword stands before a word, and is no member's name. */
  private static boolean actsAsKeyword(String word, String source, int start, int end) {
    int next = end;
    while (next < source.length() && Character.isWhitespace(source.charAt(next))) {
      next++;
    }
    if (next == source.length() || next == end) {
      return false;
    }
    char follows = source.charAt(next);
    boolean startsWord = Character.isLetterOrDigit(follows) || follows == '"' || follows == '\'';
    boolean startsValue = word.equals("yield") && (follows == '(' || follows == '-');
    return (startsWord || startsValue) && (start == 0 || source.charAt(start - 1) != '.');
  }

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }
}
