package interleave.run;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the value of a limit is written and what it counts. */
public enum LimitUnit {
  /** A time, in milliseconds. */
  TIME(
      "a time like 500ms, 10s, 2m or 1h",
      Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L)),
  /** A size, in bytes or characters. */
  SIZE("a size like 64k or 2m", Map.of("k", 1L << 10, "m", 1L << 20)),
  /** A size, in MiB. */
  MEMORY("a size like 768m or 2g", Map.of("m", 1L, "g", 1L << 10)),
  /** A plain number. */
  NUMBER("a whole number", Map.of("", 1L));

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})([a-z]{0,2})");

  private final String form;
  private final Map<String, Long> factors;

  LimitUnit(String form, Map<String, Long> factors) {
    this.form = form;
    this.factors = factors;
  }

  /** What a value looks like, a clause for messages. */
  String form() {
    return form;
  }

  /** Reads a value; empty when it has another form. */
  OptionalLong parse(String text) {
    Matcher matcher = FORM.matcher(text);
    Long factor = matcher.matches() ? factors.get(matcher.group(2)) : null;
    return factor == null
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(matcher.group(1)) * factor);
  }

  /** Megabytes for a reader's eye: {@code 768 MB}. */
  static String megabytes(long mebibytes) {
    return "%,d MB".formatted(mebibytes);
  }

  /** Bytes for a reader's eye: {@code 2 MB} or {@code 64 KB}. */
  static String bytes(long bytes) {
    return bytes % (1 << 20) == 0 ? megabytes(bytes >> 20) : "%,d KB".formatted(bytes >> 10);
  }

  /** A time for a reader's eye: {@code 10 s} or {@code 500 ms}. */
  static String time(Duration time) {
    return time.toMillis() % 1000 == 0
        ? "%,d s".formatted(time.toSeconds())
        : "%,d ms".formatted(time.toMillis());
  }
}
