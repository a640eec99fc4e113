package interleave.bench;

import interleave.browser.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Uses a served book over loopback for long, partly as an enemy, and looks whether it stands where
 * it began.
 *
 * <p>{@code ./mvnw -q verify -Psoak} starts it; {@code -Dsoak=waves}, {@code clicks} or {@code
 * both} says which part, {@link SoakSize} how much. It exits with 1 when something did not stand.
 */
public final class Soak {
  private static final int MOST_KINDS_OF_LINES = 12;

  private Soak() {}

  /** One part: what to do with a fresh server, and whether all was well. */
  private interface Part {
    boolean in(ServerProcess server) throws IOException, InterruptedException;
  }

  /** Starts a server for each part, as the tests do. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    SoakSize size = SoakSize.ofProperties();
    String which = System.getProperty("soak", "both");
    boolean well =
        switch (which) {
          case "waves" -> waves(size);
          case "clicks" -> clicks(size);
          case "both" -> waves(size) & clicks(size);
          default -> throw new IllegalArgumentException("-Dsoak=waves, clicks or both");
        };
    System.exit(well ? 0 : 1);
  }

  private static boolean waves(SoakSize size) throws IOException, InterruptedException {
    return part(size, server -> new Waves(server, size.wave()).roll(size.sessions()));
  }

  private static boolean clicks(SoakSize size) throws IOException, InterruptedException {
    return part(size, server -> new Crowd(server, size).click());
  }

  private static boolean part(SoakSize size, Part part) throws IOException, InterruptedException {
    Path log = Files.createTempFile("interleave-soak-", ".log");
    boolean well;
    long pid;
    try (ServerProcess server = ServerProcess.start(0, ProcessBuilder.Redirect.to(log.toFile()))) {
      pid = server.process().pid();
      endAfter(size.patience(), server);
      mustBeWalled(server);
      System.out.println("load " + Files.readString(Path.of("/proc/loadavg")).strip());
      well = part.in(server);
      System.out.println("load " + Files.readString(Path.of("/proc/loadavg")).strip());
      if (!server.process().isAlive()) {
        System.out.println("THE SERVER DIED, exit code " + server.process().exitValue() + ".");
        well = false;
      }
    } finally {
      tellLog(log);
    }
    return leavesNothing(pid) && well;
  }

  /** A fork bomb is harmless only in a box that counts its processes. */
  private static void mustBeWalled(ServerProcess server) throws IOException {
    if (server.process().descendants().noneMatch(p -> Jvm.commandLine(p.pid()).contains("bwrap"))) {
      throw new IOException("this server has no bubblewrap, and the attacks are real ones");
    }
  }

  private static void endAfter(long minutes, ServerProcess server) {
    Thread.ofPlatform()
        .daemon()
        .name("soak-bound")
        .start(
            () -> {
              try {
                TimeUnit.MINUTES.sleep(minutes);
              } catch (InterruptedException e) {
                return;
              }
              if (server.process().isAlive()) {
                System.out.println("AFTER " + minutes + " MINUTES THIS IS ENDED.");
                server.process().destroyForcibly();
                Runtime.getRuntime().halt(1);
              }
            });
  }

  private static void tellLog(Path log) throws IOException {
    Map<String, Integer> kinds = new TreeMap<>();
    int lines = 0;
    for (String line : Files.readAllLines(log)) {
      lines++;
      if (!line.startsWith("\t")) {
        kinds.merge(line.replaceAll("\\d+", "#"), 1, Integer::sum);
      }
    }
    System.out.printf("the server's log, %d lines, is %s%n", lines, log);
    kinds.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(MOST_KINDS_OF_LINES)
        .forEach(e -> System.out.printf("  %5d x %s%n", e.getValue(), e.getKey()));
  }

  private static boolean leavesNothing(long pid) throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (var left = Files.newDirectoryStream(parent, "interleave-boxes-" + pid + "-*")) {
      boolean nothing = true;
      for (Path directory : left) {
        System.out.println("THE SERVER LEFT " + directory);
        nothing = false;
      }
      return nothing;
    }
  }
}
