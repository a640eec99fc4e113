package interleave.timeline;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Names objects as readers do, {@code Account@1}, numbered as they come. */
final class Names {
  private static final int LONGEST = 80;

  /** JShell nests what a reader declares in wrappers such as {@code REPL.$JShell$11B}. */
  private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\d+[A-Z]*\\$?");

  /** What a thread really parks on is a part of the lock that the reader knows. */
  private static final Pattern PART = Pattern.compile("\\$(Nonfair|Fair)?Sync$");

  private final Map<Object, Integer> numbers = new HashMap<>();

  /**
   * The name of an object.
   *
   * @param identity what tells it from others
   * @param className its class's binary name
   */
  String of(Object identity, String className) {
    int number = numbers.computeIfAbsent(identity, _ -> numbers.size() + 1);
    return ofClass(className) + "@" + number;
  }

  /** A class's name as the reader writes it. */
  static String ofClass(String className) {
    String name = WRAPPER.matcher(PART.matcher(className).replaceFirst("")).replaceFirst("");
    if (name.endsWith("$ConditionObject")) {
      return "Condition";
    }
    name = name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    return cut(name.isEmpty() ? "the cell" : name);
  }

  /** A name no longer than a picture can show. */
  static String cut(String name) {
    return name.length() <= LONGEST ? name : name.substring(0, LONGEST) + "…";
  }
}
