package interleave.stress;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Says how far a table of outcomes is to be believed. */
final class Caveats {
  /** Of the processors that its actors want, what a test must have had at least. */
  private static final double ENOUGH = 0.7;

  private Caveats() {}

  /**
   * Why actors may not have met.
   *
   * @param wall how long they ran
   * @param cpu processor time that this JVM used meanwhile
   */
  static Optional<String> ofProcessors(int actors, Duration wall, Duration cpu) {
    int cores = Runtime.getRuntime().availableProcessors();
    if (cores < Math.min(2, actors)) {
      return Optional.of(
          "There is one processor only, so the actors took turns; outcomes that need them to run at"
              + " once do not show here.");
    }
    double had = (double) cpu.toNanos() / Math.max(1, wall.toNanos());
    int wanted = Math.min(actors, cores);
    return wall.isPositive() && !cpu.isZero() && had < wanted * ENOUGH
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "The %d actors had %.1f processors between them: something else ran, or they waited"
                    + " for each other; rare outcomes may be missing.",
                actors,
                had))
        : Optional.empty();
  }
}
