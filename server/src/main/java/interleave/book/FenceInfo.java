package interleave.book;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words after the backticks of a fence: {@code java run id=x expect="a b" timeline}.
 *
 * @param language the first word; empty when the fence has none
 * @param words the further words without a value, in order
 * @param values the values by their keys, in order
 */
record FenceInfo(String language, Set<String> words, Map<String, String> values) {

  /** Says what is wrong with an info string. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }

    /** The sentence; never null. */
    String sentence() {
      return String.valueOf(getMessage());
    }
  }

  Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /**
   * Reads an info string.
   *
   * @throws Malformed on a repeated word or key, a missing value or an open quote
   */
  static FenceInfo parse(String info) throws Malformed {
    Set<String> words = new LinkedHashSet<>();
    Map<String, String> values = new LinkedHashMap<>();
    String language = "";
    List<String> tokens = new Tokens(info).all();
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      int equals = token.indexOf('=');
      if (i == 0 && equals < 0) {
        language = token;
      } else if (equals < 0) {
        if (!words.add(token)) {
          throw new Malformed("\"" + token + "\" is repeated; write it once");
        }
      } else {
        putValue(values, token.substring(0, equals), token.substring(equals + 1));
      }
    }
    return new FenceInfo(language, words, values);
  }

  private static void putValue(Map<String, String> values, String key, String value)
      throws Malformed {
    if (key.isEmpty()) {
      throw new Malformed("a value has no key before its \"=\"; write key=value");
    }
    if (value.isEmpty()) {
      throw new Malformed("key \"%s\" has no value; write %s=...".formatted(key, key));
    }
    if (values.putIfAbsent(key, value) != null) {
      throw new Malformed("key \"" + key + "\" is repeated; write it once");
    }
  }

  /** Cuts an info string at its blanks, quotes minded. */
  private static final class Tokens {
    private final String info;
    private int at;

    Tokens(String info) {
      this.info = info;
    }

    List<String> all() throws Malformed {
      List<String> tokens = new ArrayList<>();
      while (skipBlanks()) {
        tokens.add(next());
      }
      return tokens;
    }

    private boolean skipBlanks() {
      while (at < info.length() && Character.isWhitespace(info.charAt(at))) {
        at++;
      }
      return at < info.length();
    }

    private String next() throws Malformed {
      int start = at;
      while (at < info.length() && !Character.isWhitespace(info.charAt(at))) {
        char c = info.charAt(at++);
        if (c == '"') {
          if (at < 2 || info.charAt(at - 2) != '=') {
            throw new Malformed("a quote stands outside a value; write key=\"value\"");
          }
          return info.substring(start, at - 1) + quoted();
        }
      }
      return info.substring(start, at);
    }

    /**
     * Reads on to the closing quote. Backslashes are literal but where they run up to a quote:
     * there each pair is one backslash, and an odd one more makes the quote literal.
     */
    private String quoted() throws Malformed {
      var value = new StringBuilder();
      while (at < info.length()) {
        int run = 0;
        while (at < info.length() && info.charAt(at) == '\\') {
          run++;
          at++;
        }
        if (at == info.length() || info.charAt(at) != '"') {
          value.append("\\".repeat(run));
          if (at < info.length()) {
            value.append(info.charAt(at++));
          }
          continue;
        }
        at++;
        value.append("\\".repeat(run / 2));
        if (run % 2 == 1) {
          value.append('"');
        } else if (at < info.length() && !Character.isWhitespace(info.charAt(at))) {
          throw new Malformed("text follows a closing quote; put a blank after it");
        } else {
          return value.toString();
        }
      }
      throw new Malformed("a quote is never closed; close it with \"");
    }
  }
}
