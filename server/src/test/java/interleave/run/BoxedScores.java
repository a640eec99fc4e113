package interleave.run;

import interleave.isolation.Diagnosis;
import interleave.isolation.Doctor;
import interleave.protocol.Event;
import interleave.protocol.Source;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/**
 * Compares JMH in the sandbox, as readers get it, with JMH as everybody runs it: javac, its
 * annotation processor and its own forks, and nothing of ours.
 *
 * <p>Forks of both by turns, in one run, so that what else runs on the machine disturbs both alike.
 * The points of one fork hang together: a fork counts as one score, their median. Inside and
 * outside agree on a benchmark when the ranges of their scores overlap. By chance alone, six scores
 * lie apart from six others in one run of 460; a sandbox that slows code down by more than the
 * forks' own noise keeps them apart every time. The exit status is 1 when any benchmark disagrees.
 */
public final class BoxedScores {
  private static final int ROUNDS = 6;
  private static final Pattern POINT = Pattern.compile("(?m)^Iteration +\\d+: +([\\d.,]+).*ns/op");

  private static final String BENCHMARK =
      """
      import java.util.concurrent.*;
      import java.util.concurrent.atomic.*;
      import org.openjdk.jmh.annotations.*;

      @State(Scope.Benchmark)
      @BenchmarkMode(Mode.AverageTime) @OutputTimeUnit(TimeUnit.NANOSECONDS)
      @Warmup(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
      @Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
      @Fork(1)
      public class Boxed {
        AtomicLong count = new AtomicLong();
        ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>();
        int[] numbers = ThreadLocalRandom.current().ints(1000).toArray();
        int key;

        @Benchmark public long increment() { return count.incrementAndGet(); }
        @Benchmark public int sum() { int s = 0; for (int n : numbers) s = s * 31 + n; return s; }
        @Benchmark public Object merge() { return map.merge(key++ & 63, 1, Integer::sum); }
      }
      """;

  private BoxedScores() {}

  /** Prints the scores of both, how far their medians are apart, and whether they agree. */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("boxed-scores");
    Path sandbox = Path.of(System.getProperty("interleave.sandbox.jar")).toAbsolutePath();
    String libraries =
        Files.list(sandbox.getParent())
            .filter(file -> file.toString().endsWith(".jar"))
            .filter(file -> file.getFileName().toString().matches("(jmh|commons|jopt).*"))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    compile(directory, libraries);
    Diagnosis diagnosis = Doctor.diagnose(Path.of(System.getProperty("java.home")));
    boolean agree = true;
    try (Boxes boxes = new Boxes(SandboxFiles.locate(directory), diagnosis);
        Sessions sessions = new Sessions(boxes, RunLimits.of("engines=1"), (outcome, wall) -> {})) {
      sessions.awaitReady();
      for (String name : List.of("increment", "sum", "merge")) {
        List<Double> inside = new ArrayList<>();
        List<Double> outside = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
          // Whoever comes second finds warmer caches and a hotter processor.
          if (round % 2 == 0) {
            inside.add(median(inside(sessions, name)));
          }
          outside.add(median(outside(directory, libraries, name)));
          if (round % 2 == 1) {
            inside.add(median(inside(sessions, name)));
          }
        }
        agree &= tell(name, inside, outside);
      }
    }
    System.exit(agree ? 0 : 1);
  }

  private static boolean tell(String name, List<Double> inside, List<Double> outside) {
    boolean overlap =
        Collections.min(inside) <= Collections.max(outside)
            && Collections.min(outside) <= Collections.max(inside);
    System.out.printf(
        Locale.ROOT,
        "%-10s inside  %s%n%-10s outside %s%n%-10s medians %.2f and %.2f ns/op, ratio %.3f: %s%n",
        name,
        shown(inside),
        "",
        shown(outside),
        "",
        median(inside),
        median(outside),
        median(inside) / median(outside),
        overlap ? "within each other's noise" : "APART");
    return overlap;
  }

  private static void compile(Path directory, String libraries) throws IOException {
    Path source = directory.resolve("Boxed.java");
    Files.writeString(source, "package cell; " + BENCHMARK);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:full",
                "-cp",
                libraries,
                "-d",
                directory.toString(),
                source.toString());
    if (status != 0) {
      throw new IllegalStateException("the benchmark does not compile");
    }
  }

  /** The class as readers would send it, with one of its methods. */
  private static List<Double> inside(Sessions sessions, String name) throws Exception {
    String text =
        BENCHMARK
            .lines()
            .filter(line -> !line.contains("@Benchmark ") || line.contains(" " + name + "("))
            .collect(Collectors.joining("\n"));
    Allowance usual = RunLimits.defaults().usual();
    Cell cell =
        new Cell(
            new Cell.Kind.Benchmark(),
            Source.of("cell", text),
            List.of(),
            new Allowance(
                Duration.ofSeconds(20), usual.cpu(), usual.memoryMiB(), usual.outputBytes()),
            Conditions.USUAL);
    Run run =
        sessions.start(
            new RunRequest(new SessionKey("scores", "c"), List.of(), cell, Set.of(), Map.of()));
    List<Double> points = List.of();
    List<Event> told = new ArrayList<>();
    while (!run.isOver()) {
      run.take(Duration.ofMillis(100)).forEach(t -> told.add(t.event()));
    }
    for (Event event : told) {
      if (event instanceof Event.Benchmark benchmark) {
        points = benchmark.points();
      }
    }
    if (points.isEmpty()) {
      throw new IllegalStateException("nothing was measured inside: " + told);
    }
    return points;
  }

  private static List<Double> outside(Path directory, String libraries, String name)
      throws IOException {
    Process jmh =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djmh.ignoreLock=true",
                "-cp",
                directory + File.pathSeparator + libraries,
                "org.openjdk.jmh.Main",
                "Boxed." + name)
            .redirectErrorStream(true)
            .start();
    List<Double> points = new ArrayList<>();
    String said = new String(jmh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher point = POINT.matcher(said);
    while (point.find()) {
      points.add(Double.parseDouble(point.group(1).replace(",", "")));
    }
    if (points.isEmpty()) {
      throw new IllegalStateException("nothing was measured outside: " + said);
    }
    return points;
  }

  private static String shown(List<Double> points) {
    return points.stream()
        .map(point -> String.format(Locale.ROOT, "%.2f", point))
        .collect(Collectors.joining(" "));
  }

  private static double median(List<Double> points) {
    List<Double> sorted = points.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
