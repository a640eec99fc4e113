package interleave.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Bounds how often something happens for each key: so often at once, then evenly over the minute.
 *
 * <p>Holds a bounded number of keys; the one that was longest not seen is forgotten for a new one.
 */
final class Rate {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final int MOST_KEYS = 20_000;

  private final long each;
  private final LongSupplier clock;

  /** For each key, when as much will be allowed again as if it had never been seen. */
  private final Map<String, Long> full = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Nothing has happened yet.
   *
   * @param perMinute how often it may happen in a minute, at least 1
   * @param clock nanoseconds that only grow
   */
  Rate(int perMinute, LongSupplier clock) {
    this.each = MINUTE / perMinute;
    this.clock = clock;
  }

  /** How long until it may happen again; zero if it may now. */
  synchronized Duration untilAllowed(String key) {
    long now = clock.getAsLong();
    long ahead = full.getOrDefault(key, now) - now;
    return Duration.ofNanos(Math.max(0, ahead + each - MINUTE));
  }

  /** Notes that it happened. */
  synchronized void happened(String key) {
    long now = clock.getAsLong();
    full.put(key, Math.max(now, full.getOrDefault(key, now)) + each);
    var eldest = full.entrySet().iterator();
    while (eldest.hasNext() && (eldest.next().getValue() <= now || full.size() > MOST_KEYS)) {
      eldest.remove();
    }
  }

  /** How many keys are held. */
  synchronized int keys() {
    return full.size();
  }
}
