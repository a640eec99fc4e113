package interleave.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what became of many clicks. */
final class Tally {
  private static final int SAMPLES = 5;

  private final List<Double> firstOutput = new ArrayList<>();
  private final List<Double> done = new ArrayList<>();
  private final Map<String, Integer> wrong = new TreeMap<>();
  private final Map<String, Integer> restarts = new TreeMap<>();
  private final Map<Attack, Map<String, Integer>> attacks = new TreeMap<>();
  private final List<String> samples = new ArrayList<>();
  private int honest;
  private int honestUnsent;
  private int attackersUnsent;
  private int honestInThisMinute;
  private int wrongInThisMinute;
  private final List<Double> firstInThisMinute = new ArrayList<>();

  synchronized void honest(HonestCell cell, Click click) {
    honest++;
    honestInThisMinute++;
    click.restarts().forEach(reason -> restarts.merge(reason, 1, Integer::sum));
    if (cell.isRight(click)) {
      firstOutput.add(click.firstOutput());
      firstInThisMinute.add(click.firstOutput());
      done.add(click.done());
    } else {
      String outcome = click.outcome();
      wrong(
          cell,
          outcome.equals("completed") ? "completed, but printed something else" : outcome,
          click.story() + " printed: " + shortened(click.output()));
    }
  }

  synchronized void honestBroke(HonestCell cell, Exception failure) {
    honest++;
    honestInThisMinute++;
    wrong(cell, "no answer: " + failure.getClass().getSimpleName(), failure.toString());
  }

  synchronized void attack(Attack attack, String outcome) {
    attacks.computeIfAbsent(attack, a -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
  }

  synchronized void unsent(boolean attack) {
    if (attack) {
      attackersUnsent++;
    } else {
      honestUnsent++;
    }
  }

  /** How many honest clicks did not come to their right end. */
  synchronized int wrong() {
    return wrong.values().stream().mapToInt(i -> i).sum();
  }

  synchronized int honest() {
    return honest;
  }

  synchronized void printMinute(int minute, long outstanding, double sessions) {
    System.out.printf(
        Locale.ROOT,
        "minute %d: %d honest ended, %d wrong; first output, ms: %s; %d under way, %.0f sessions;"
            + " not sent so far: %d honest, %d attacks%n",
        minute,
        honestInThisMinute,
        wrongInThisMinute,
        percentiles(firstInThisMinute),
        outstanding,
        sessions,
        honestUnsent,
        attackersUnsent);
    honestInThisMinute = 0;
    wrongInThisMinute = 0;
    firstInThisMinute.clear();
  }

  synchronized void print() {
    System.out.println("honest, due time to first output, ms: " + percentiles(firstOutput));
    System.out.println("honest, due time to finished, ms:     " + percentiles(done));
    System.out.printf(
        Locale.ROOT,
        "honest clicks: %d sent, %d not as they should be (%.2f %%) %s; %d not sent, all readers"
            + " being busy; told of a restart: %s%n",
        honest,
        wrong(),
        100.0 * wrong() / Math.max(1, honest),
        wrong,
        honestUnsent,
        restarts);
    samples.forEach(s -> System.out.println("  for example " + s));
    System.out.printf(
        "attacks, by outcome (%d not sent, all attackers being busy):%n", attackersUnsent);
    attacks.forEach(
        (attack, outcomes) ->
            System.out.printf(
                "  %-24s %s%n",
                attack.name().toLowerCase(Locale.ROOT).replace('_', ' '), outcomes));
  }

  private void wrong(HonestCell cell, String what, String sample) {
    wrongInThisMinute++;
    if (wrong.merge(what, 1, Integer::sum) <= 2 && samples.size() < 4 * SAMPLES) {
      samples.add(cell + ": " + what + ": " + sample);
    }
  }

  private static String shortened(String text) {
    return text.length() > 200 ? text.substring(0, 200) : text;
  }

  private static String percentiles(List<Double> values) {
    if (values.isEmpty()) {
      return "none";
    }
    List<Double> sorted = values.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "p50 %.0f  p95 %.0f  p99 %.0f  max %.0f",
        at(sorted, 0.50),
        at(sorted, 0.95),
        at(sorted, 0.99),
        sorted.getLast());
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }
}
