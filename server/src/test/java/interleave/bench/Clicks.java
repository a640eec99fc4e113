package interleave.bench;

import interleave.browser.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;
  private final long server;

  private Clicks(String address, long server) {
    this.address = address;
    this.server = server;
  }

  /** One click: milliseconds to the first output, and to the end of the cell's own code. */
  private record Click(double firstOutput, double done, Optional<String> cookie, String text) {}

  /** Starts a server, as the tests do, and measures. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(0)) {
      new Clicks(server.address(), server.process().pid()).measure();
    }
  }

  private void measure() throws IOException, InterruptedException {
    for (int i = 0; i < 20; i++) {
      click(REFERENCE, Optional.empty()); // engines grow warm in their first readers
      Thread.sleep(300);
    }
    System.out.println("load " + Files.readString(Path.of("/proc/loadavg")).strip());
    List<Click> fresh = new ArrayList<>();
    List<Click> warm = new ArrayList<>();
    List<Click> statement = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      Click first = click(REFERENCE, Optional.empty());
      fresh.add(first);
      warm.add(click(REFERENCE, first.cookie()));
      statement.add(click(STATEMENT, first.cookie()));
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
    List<Long> sessions = new ArrayList<>();
    for (ProcessHandle box : ProcessHandle.of(server).orElseThrow().descendants().toList()) {
      String line = Files.readString(Path.of("/proc/" + box.pid() + "/cmdline"));
      if (!line.split("\0", 2)[0].endsWith("bin/java")) {
        continue; // the walls around it
      }
      if (line.contains("interleave.agent.Main")) {
        sessions.add(pss(box.pid()));
      }
      if (line.contains("interleave.engine.Main")) {
        System.out.printf("engine, PSS %d MiB%n", pss(box.pid()) / 1024);
      }
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
      double inside = millis(post("{\"kind\":\"program\",\"source\":%s}", program));
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

  private String post(String body, String source) throws IOException, InterruptedException {
    return click(body, source, Optional.empty()).text();
  }

  private Click click(String source, Optional<String> cookie)
      throws IOException, InterruptedException {
    return click("{\"kind\":\"run\",\"source\":%s}", source, cookie);
  }

  private Click click(String body, String source, Optional<String> cookie)
      throws IOException, InterruptedException {
    String quoted =
        '"' + source.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + "/api/run"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.formatted(quoted)));
    cookie.ifPresent(c -> request.header("Cookie", c));
    long began = System.nanoTime();
    HttpResponse<Stream<String>> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
    double first = Double.NaN;
    double done = Double.NaN;
    StringBuilder text = new StringBuilder();
    try (Stream<String> lines = response.body()) {
      for (String line : (Iterable<String>) lines::iterator) {
        double now = (System.nanoTime() - began) / 1e6;
        if (line.startsWith("{\"type\":\"output\"") && Double.isNaN(first)) {
          first = now;
        }
        if (line.startsWith("{\"type\":\"finished\"")) {
          done = now;
        }
        text.append(line).append('\n');
      }
    }
    return new Click(
        first,
        done,
        response.headers().firstValue("Set-Cookie").map(c -> c.split(";")[0]),
        text.toString());
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

  /** Memory that a process has to itself, and its share of what it shares, in KiB. */
  private static long pss(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
        .filter(l -> l.startsWith("Pss:"))
        .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
