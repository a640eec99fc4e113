package interleave.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an operator set of the limits, and the defaults of the rest. */
final class LimitSettings {
  private final Map<LimitName, Long> set = new EnumMap<>(LimitName.class);

  /**
   * Reads settings like {@code session-heap=512m}; of two for the same limit the last holds.
   *
   * @throws IllegalArgumentException with a sentence for the operator
   */
  LimitSettings(List<String> settings) {
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(
            "A limit is set as NAME=VALUE, not as \"%s\".".formatted(setting));
      }
      LimitName name = named(setting.substring(0, equals));
      set.put(name, name.value(setting.substring(equals + 1)));
    }
  }

  private static LimitName named(String written) {
    Optional<LimitName> name =
        Arrays.stream(LimitName.values()).filter(n -> n.written().equals(written)).findFirst();
    return name.orElseThrow(
        () ->
            new IllegalArgumentException(
                "There is no limit \"%s\"; --limit help lists them.".formatted(written)));
  }

  /** A limit's value, in its unit. */
  long value(LimitName name) {
    Long value = set.get(name);
    return value == null ? name.usual(this) : value;
  }

  int number(LimitName name) {
    return Math.toIntExact(value(name));
  }

  Duration time(LimitName name) {
    return Duration.ofMillis(value(name));
  }
}
