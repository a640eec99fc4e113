package interleave.explore.schedule;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives objects names that a reader can tell apart, {@code Account@1}, in order of mention. */
final class Names {
  private final Map<Object, String> names = new IdentityHashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  String of(@Nullable Object object) {
    if (object == null) {
      return "null";
    }
    if (object instanceof Class<?> type) {
      return simple(type.getName()) + ".class";
    }
    String known = names.get(object);
    if (known == null) {
      String type = type(object.getClass());
      known = type + "@" + counts.merge(type, 1, Integer::sum);
      names.put(object, known);
    }
    return known;
  }

  private static String type(Class<?> type) {
    if (type.isArray()) {
      return type(type.getComponentType()) + "[]";
    }
    String name = type.getName();
    return name.contains("$$Lambda") ? "lambda" : simple(name);
  }

  private static String simple(String name) {
    String end = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    return end.isEmpty() || Character.isDigit(end.charAt(0)) ? "object" : end;
  }

  /** A value in the reader's words. */
  String value(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> '"' + cut(text) + '"';
      case Character c -> "'" + c + "'";
      case Number n when n.getClass().getName().startsWith("java.lang.") -> n.toString();
      case Boolean b -> b.toString();
      case Enum<?> constant -> constant.name();
      case Throwable thrown -> cut(thrown.toString());
      case Thread thread ->
          thread.getName().isEmpty() || thread.getName().startsWith("Thread-")
              ? of(thread)
              : thread.getName();
      default -> State.of(value, this).map(Names::cut).orElseGet(() -> of(value));
    };
  }

  static String cut(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
