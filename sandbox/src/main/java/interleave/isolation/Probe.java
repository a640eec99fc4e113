package interleave.isolation;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs in a box and tries the walls from inside; prints a sentence for each that does not stand.
 */
public final class Probe {

  /** What it prints last. */
  static final String END = "end of probe";

  private Probe() {}

  /**
   * Tries the walls.
   *
   * @param arguments the isolation's name, and a file of the host that a box must not see
   */
  public static void main(String[] arguments) throws IOException {
    if (!arguments[0].equals("none")) {
      tryWalls(arguments[0], Path.of(arguments[1]));
    }
    Files.writeString(Path.of(System.getProperty("java.io.tmpdir"), "probe"), "");
    System.out.println(END);
  }

  private static void tryWalls(String isolation, Path hidden) throws IOException {
    List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
    require(!value(status, "Uid").startsWith("0\t"), "The box runs as root.");
    require(value(status, "Seccomp").equals("2"), "No system call filter is in force.");
    require(value(status, "CapEff").matches("0+"), "The box has capabilities.");
    require(!canRead(hidden), "The box can read files of the host.");
    if (isolation.equals("bubblewrap")) {
      require(
          NetworkInterface.networkInterfaces().allMatch(Probe::isLoopback),
          "The box is connected to the host's network.");
      require(ProcessHandle.allProcesses().count() <= 2, "The box sees processes of the host.");
      require(!Files.isWritable(Path.of("/app")), "The box can change its own program.");
    }
  }

  /** Landlock forbids to open what access(2) calls readable, so it is opened. */
  private static boolean canRead(Path file) {
    try {
      Files.newInputStream(file).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isLoopback(NetworkInterface network) {
    return network.getName().equals("lo");
  }

  private static void require(boolean stands, String otherwise) {
    if (!stands) {
      System.out.println(otherwise);
    }
  }

  private static String value(List<String> status, String key) {
    return status.stream()
        .filter(line -> line.startsWith(key + ":"))
        .map(line -> line.substring(key.length() + 1).strip())
        .findFirst()
        .orElse("");
  }
}
