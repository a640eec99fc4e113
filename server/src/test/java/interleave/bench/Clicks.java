package interleave.bench;

import interleave.browser.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Times clicks on a served book over loopback, and weighs its sessions.
 *
 * <p>{@code ./mvnw -q verify -Pbench -Dmaven.test.skip=false} starts it; so does its main class
 * with the command line of a server as arguments. Every figure is printed with minimum, median and
 * maximum, beside the load of the machine: compare ratios of one run.
 */
public final class Clicks {
  /** The nine snippets that other kernels were timed with: see the closing notes. */
  private static final String REFERENCE =
      """
      import java.util.concurrent.*;
      import java.util.concurrent.atomic.*;
      class Counter { private int n; void inc() { n++; } int get() { return n; } }
      void race(int threads, int per) throws Exception {
        Counter c = new Counter();
        Thread[] ts = new Thread[threads];
        for (int i = 0; i < threads; i++) {
          ts[i] = Thread.ofPlatform().name("w-" + i).start(() -> {
            for (int k = 0; k < per; k++) c.inc();
          });
        }
        for (Thread t : ts) t.join();
        System.out.println("expected " + threads * per + " got " + c.get());
      }
      race(4, 10000);
      var ex = Executors.newFixedThreadPool(4);
      var f = ex.submit(() -> 6 * 7);
      System.out.println(f.get());
      ex.shutdown();
      """;

  private static final String STATEMENT = "System.out.println(6 * 7);";

  private static final String CPU_BOUND =
      """
      long begin = System.nanoTime();
      long sum = 0;
      for (int r = 0; r < 40; r++) for (int i = 1; i < 3_000_000; i++) sum += i ^ (sum << 1);
      System.out.println("ms " + (System.nanoTime() - begin) / 1_000_000 + " " + (sum == 1));
      """;

  private static final int READERS = 24;

  private final Clicker clicker;
  private final long server;

  private Clicks(Clicker clicker, long server) {
    this.clicker = clicker;
    this.server = server;
  }

  /** Starts a server, as the tests do, and measures. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(0);
        Clicker clicker = new Clicker(server.address())) {
      new Clicks(clicker, server.process().pid()).measure();
    }
  }

  private void measure() throws IOException, InterruptedException {
    for (int i = 0; i < 20; i++) {
      clicker.cell(REFERENCE, Optional.empty()); // engines grow warm in their first readers
      Thread.sleep(300);
    }
    System.out.println("load " + Files.readString(Path.of("/proc/loadavg")).strip());
    List<Click> fresh = new ArrayList<>();
    List<Click> warm = new ArrayList<>();
    List<Click> statement = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      Click first = clicker.cell(REFERENCE, Optional.empty());
      fresh.add(first);
      warm.add(clicker.cell(REFERENCE, first.cookie()));
      statement.add(clicker.cell(STATEMENT, first.cookie()));
      Thread.sleep(300); // a spare takes the place of the one just taken
    }
    row(
        "new reader, reference cell, click to first output",
        fresh.stream().map(Click::firstOutput));
    row("new reader, reference cell, click to done", fresh.stream().map(Click::done));
    row("the same cell again, click to first output", warm.stream().map(Click::firstOutput));
    row("the same cell again, click to done", warm.stream().map(Click::done));
    row("one statement, click to done", statement.stream().map(Click::done));
    weigh();
    cpuBound();
    System.out.println("load " + Files.readString(Path.of("/proc/loadavg")).strip());
  }

  private void weigh() throws IOException {
    for (Jvm engine : Jvm.below(server, Jvm.ENGINE)) {
      System.out.printf("engine, PSS %d MiB%n", engine.pssKiB() / 1024);
    }
    List<Long> sessions = new ArrayList<>();
    for (Jvm session : Jvm.below(server, Jvm.SESSION)) {
      sessions.add(session.pssKiB());
    }
    Collections.sort(sessions);
    System.out.printf(
        Locale.ROOT,
        "session JVM, PSS with %d alive: median %.1f MiB, largest %.1f%n",
        sessions.size(),
        sessions.get(sessions.size() / 2) / 1024.0,
        sessions.getLast() / 1024.0);
  }

  private void cpuBound() throws IOException, InterruptedException {
    String program = "void main() {\n" + CPU_BOUND + "}\n";
    Path file = Files.createTempFile("Outside", ".java");
    Files.writeString(file, program);
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      double inside =
          millis(clicker.click("program", program, Optional.empty(), System.nanoTime()).output());
      Process outside =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  file.toString())
              .start();
      ratios.add(
          millis(new String(outside.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
              / inside);
    }
    Files.delete(file);
    row("CPU-bound code, speed inside / outside the sandbox", ratios.stream());
  }

  private static double millis(String output) {
    Matcher matcher = Pattern.compile("ms (\\d+)").matcher(output);
    return matcher.find() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
  }

  private static void row(String what, Stream<Double> values) {
    List<Double> sorted = values.sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%-55s min %7.2f  median %7.2f  max %7.2f%n",
        what,
        sorted.getFirst(),
        sorted.get(sorted.size() / 2),
        sorted.getLast());
  }
}
