package interleave.explore.model;

import interleave.explore.schedule.Lab;

/** Clocks that show logical time: it passes only when a wait runs out. */
@ModelOf(System.class)
public final class SystemModel {
  /** The first of January 2025, in nanoseconds since 1970: every execution begins then. */
  private static final long EPOCH = 1_735_689_600_000_000_000L;

  private SystemModel() {}

  static long epoch() {
    return EPOCH;
  }

  /** {@link System#nanoTime}. */
  public static long nanoTime() {
    return Lab.on() ? Lab.now() : System.nanoTime();
  }

  /** {@link System#currentTimeMillis}. */
  public static long currentTimeMillis() {
    return Lab.on() ? (EPOCH + Lab.now()) / 1_000_000 : System.currentTimeMillis();
  }
}
