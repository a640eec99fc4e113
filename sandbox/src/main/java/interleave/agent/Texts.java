package interleave.agent;

import java.lang.reflect.Array;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Bounds the texts that go into an event, and shows values. */
final class Texts {
  /** Longest text of a value, message or name, in characters. */
  private static final int LONGEST = 8_000;

  private static final int LONGEST_NAME = 200;
  private static final int MOST_ELEMENTS = 200;

  private Texts() {}

  static String cut(String text) {
    return cut(text, LONGEST);
  }

  /** A name of a thread, class or method. */
  static String cutName(String name) {
    return cut(name, LONGEST_NAME);
  }

  static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }

  /** A value as JShell shows it: strings quoted, arrays by their elements. */
  static String shown(@Nullable Object value) {
    return cut(
        switch (value) {
          case null -> "null";
          case String s -> '"' + s + '"';
          case Character c -> "'" + c + "'";
          case Object array when array.getClass().isArray() -> elements(array);
          default -> Objects.requireNonNullElse(value.toString(), "null");
        });
  }

  private static String elements(Object array) {
    int length = Array.getLength(array);
    return IntStream.range(0, Math.min(length, MOST_ELEMENTS))
        .mapToObj(i -> shown(Array.get(array, i)))
        .collect(Collectors.joining(", ", "[", length > MOST_ELEMENTS ? ", …]" : "]"));
  }
}
