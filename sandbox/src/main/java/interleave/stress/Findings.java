package interleave.stress;

import interleave.protocol.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in sentences what a table of outcomes tells, and how far it is to be believed. */
final class Findings {
  /** Of the processors that its actors want, what a test must have had at least. */
  private static final double ENOUGH = 0.7;

  private static final int MOST_SENTENCES = 5;

  private Findings() {}

  /** What was seen that deserves a word. */
  static List<String> of(List<Event.Tally> rows, long total) {
    List<Event.Tally> seen = rows.stream().filter(row -> row.count() > 0).toList();
    List<String> sentences = new ArrayList<>();
    seen.stream()
        .filter(row -> row.expect() == Event.Expect.FORBIDDEN)
        .map(
            row ->
                "The forbidden outcome %s was seen %s.".formatted(row.outcome(), often(row, total)))
        .forEach(sentences::add);
    seen.stream()
        .filter(row -> row.expect() == Event.Expect.INTERESTING)
        .map(row -> "The outcome %s was seen %s.".formatted(row.outcome(), often(row, total)))
        .forEach(sentences::add);
    boolean declared = rows.stream().anyMatch(row -> row.expect() != Event.Expect.UNKNOWN);
    List<String> unsaid =
        seen.stream()
            .filter(row -> declared && row.expect() == Event.Expect.UNKNOWN)
            .map(Event.Tally::outcome)
            .limit(MOST_SENTENCES)
            .toList();
    if (!unsaid.isEmpty()) {
      sentences.add("No @Outcome speaks of what was seen too: " + String.join(" · ", unsaid) + ".");
    }
    return sentences.stream().limit(MOST_SENTENCES).toList();
  }

  private static String often(Event.Tally row, long total) {
    String times = row.count() == 1 ? "once" : String.format(Locale.ROOT, "%,d times", row.count());
    return times + String.format(Locale.ROOT, " in %,d tries", total);
  }

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
