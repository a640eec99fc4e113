package interleave.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Remembers how much processor time each reader has taken lately, so that who takes much waits for
 * those who take little, and whose texts have ended an engine. What was taken halves every 30
 * seconds.
 */
final class Efforts {
  private static final double HALF_LIFE = Duration.ofSeconds(30).toNanos();
  private static final double HEAVY = Duration.ofSeconds(8).toNanos();
  private static final long FORGIVEN = Duration.ofMinutes(10).toNanos();
  private static final int MOST_READERS = 20_000;

  private final LongSupplier clock;

  /** By reader; the one longest not charged is forgotten for a new one. */
  private final Map<String, Taken> taken = new Latest<>();

  /** When a text of a reader last ended an engine. */
  private final Map<String, Long> offenders = new Latest<>();

  private static final class Latest<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;

    Latest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > MOST_READERS;
    }
  }

  private record Taken(double nanos, long at) {
    double now(long time) {
      return nanos * Math.pow(0.5, (time - at) / HALF_LIFE);
    }
  }

  /**
   * Nobody has taken anything yet.
   *
   * @param clock nanoseconds that only grow
   */
  Efforts(LongSupplier clock) {
    this.clock = clock;
  }

  /** The account of one reader. */
  Account of(String reader) {
    return new Account(reader);
  }

  /** What one reader has taken. */
  final class Account {
    private final String reader;

    private Account(String reader) {
      this.reader = reader;
    }

    /** Adds processor time that was taken just now. */
    void charge(Duration cpu) {
      synchronized (taken) {
        long time = clock.getAsLong();
        taken.put(reader, new Taken(before(time) + cpu.toNanos(), time));
      }
    }

    /** Notes that a text of this reader ended an engine. */
    void offend() {
      synchronized (taken) {
        offenders.put(reader, clock.getAsLong());
      }
    }

    /** Whether that was not long ago: then what this reader writes is compiled apart. */
    boolean isOffender() {
      synchronized (taken) {
        Long last = offenders.get(reader);
        return last != null && clock.getAsLong() - last < FORGIVEN;
      }
    }

    /** Whether it was so much that others go first. */
    boolean isHeavy() {
      synchronized (taken) {
        return before(clock.getAsLong()) > HEAVY;
      }
    }

    private double before(long time) {
      Taken last = taken.get(reader);
      return last == null ? 0 : last.now(time);
    }
  }
}
