package interleave.engine;

import interleave.protocol.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.util.Optional;

/**
 * Makes the steps of a benchmark of what JMH's generator listed: one for each JVM to be started.
 */
final class Measurements {
  /** More would each get too little of the time that a cell has. */
  static final int MOST = 40;

  static final String TOO_MANY =
      "This asks for more than "
          + MOST
          + " measurements: each method, with each value of its parameters, each number of threads,"
          + " and each fork, is one. Ask for fewer.";

  private static final int MOST_THREADS = 64;
  private static final int MOST_FORKS = 5;

  /** There is more to be measured than there could be time for, or it cannot be told apart. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String sentence;

    RefusedException(String sentence) {
      super(sentence);
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }

  private Measurements() {}

  /**
   * The steps, in the order of the text.
   *
   * @param list the resource that JMH's generator wrote
   * @param text the reader's, for the order
   * @param threads numbers of threads for methods that are to be run by several numbers of them
   */
  static List<Step> of(String list, String text, Map<String, List<Integer>> threads)
      throws RefusedException {
    List<BenchmarkListEntry> entries =
        list.lines()
            .filter(Predicate.not(String::isBlank))
            .map(BenchmarkListEntry::new)
            .flatMap(Measurements::modes)
            .sorted(Comparator.comparingInt(entry -> place(entry, text)))
            .toList();
    refuseTwins(entries);
    long count = 0;
    for (BenchmarkListEntry entry : entries) {
      count += count(entry, threads);
      if (count > MOST) {
        throw new RefusedException(TOO_MANY);
      }
    }
    List<BenchmarkListEntry> all = new ArrayList<>();
    for (int fork = 1; fork <= MOST_FORKS; fork++) {
      for (BenchmarkListEntry entry : entries) {
        if (fork <= forks(entry)) {
          all.addAll(singles(entry, threads.getOrDefault(name(entry), List.of())));
        }
      }
    }
    List<Step> steps = new ArrayList<>();
    for (BenchmarkListEntry single : all) {
      steps.add(new Step.Measure(single.toLine(), steps.size() + 1, all.size(), 0));
    }
    return steps;
  }

  private static void refuseTwins(List<BenchmarkListEntry> entries) throws RefusedException {
    Map<String, String> owners = new LinkedHashMap<>();
    for (BenchmarkListEntry entry : entries) {
      String owner = owners.putIfAbsent(name(entry), entry.getUserClassQName());
      if (owner != null && !owner.equals(entry.getUserClassQName())) {
        throw new RefusedException(
            "Two benchmarks are called %s; give them different names.".formatted(name(entry)));
      }
    }
  }

  private static Stream<BenchmarkListEntry> modes(BenchmarkListEntry entry) {
    return entry.getMode() == Mode.All
        ? Arrays.stream(Mode.values()).filter(m -> m != Mode.All).map(entry::cloneWith)
        : Stream.of(entry);
  }

  private static int place(BenchmarkListEntry entry, String text) {
    var declared = java.util.regex.Pattern.compile("\\b" + name(entry) + "\\s*\\(").matcher(text);
    return declared.find() ? declared.start() : text.length();
  }

  private static String name(BenchmarkListEntry entry) {
    String name = entry.getUsername();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static long count(BenchmarkListEntry entry, Map<String, List<Integer>> threads) {
    long count =
        forks(entry) * (long) Math.max(1, threads.getOrDefault(name(entry), List.of()).size());
    for (String[] values : parameters(entry).values()) {
      count = Math.min(count * Math.max(1, values.length), Integer.MAX_VALUE);
    }
    return count;
  }

  private static int forks(BenchmarkListEntry entry) {
    return Math.clamp(entry.getForks().orElse(1), 1, MOST_FORKS);
  }

  private static Map<String, String[]> parameters(BenchmarkListEntry entry) {
    return entry.getParams().orElse(Map.of());
  }

  /** The same benchmark for each number of threads and each choice of parameters. */
  private static List<BenchmarkListEntry> singles(BenchmarkListEntry entry, List<Integer> threads) {
    List<BenchmarkListEntry> singles = new ArrayList<>();
    for (Map<String, String[]> choice : choices(parameters(entry))) {
      if (threads.isEmpty()) {
        singles.add(with(entry, choice, entry.getThreads()));
      }
      for (int number : threads) {
        singles.add(with(entry, choice, Optional.of(Math.clamp(number, 1, MOST_THREADS))));
      }
    }
    return singles;
  }

  private static List<Map<String, String[]>> choices(Map<String, String[]> parameters) {
    List<Map<String, String[]>> choices = List.of(Map.of());
    for (var parameter : parameters.entrySet()) {
      List<Map<String, String[]>> longer = new ArrayList<>();
      for (Map<String, String[]> choice : choices) {
        for (String value : parameter.getValue()) {
          Map<String, String[]> one = new LinkedHashMap<>(choice);
          one.put(parameter.getKey(), new String[] {value});
          longer.add(one);
        }
      }
      choices = longer;
    }
    return choices;
  }

  private static BenchmarkListEntry with(
      BenchmarkListEntry entry, Map<String, String[]> parameters, Optional<Integer> threads) {
    String generated = entry.generatedTarget();
    String method = name(entry);
    return new BenchmarkListEntry(
        entry.getUserClassQName(),
        generated.substring(0, generated.lastIndexOf('.')),
        method,
        entry.getMode(),
        threads,
        entry.getThreadGroups(),
        entry.getThreadGroupLabels(),
        entry.getWarmupIterations(),
        entry.getWarmupTime(),
        entry.getWarmupBatchSize(),
        entry.getMeasurementIterations(),
        entry.getMeasurementTime(),
        entry.getMeasurementBatchSize(),
        entry.getForks(),
        entry.getWarmupForks(),
        entry.getJvm(),
        entry.getJvmArgs(),
        entry.getJvmArgsPrepend(),
        entry.getJvmArgsAppend(),
        parameters.isEmpty() ? Optional.none() : Optional.of(parameters),
        entry.getTimeUnit(),
        entry.getOperationsPerInvocation(),
        entry.getTimeout());
  }
}
