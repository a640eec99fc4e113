package interleave.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JVM of this machine, seen from outside.
 *
 * @param pid its process id on the host
 */
record Jvm(long pid) {
  static final String SESSION = "interleave.agent.Main";
  static final String ENGINE = "interleave.engine.Main";

  /** The JVMs in the boxes of a server that run a main class. */
  static List<Jvm> below(long server, String mainClass) {
    List<Jvm> found = new ArrayList<>();
    for (ProcessHandle box : ProcessHandle.of(server).orElseThrow().descendants().toList()) {
      String line = commandLine(box.pid());
      // The walls around a JVM name its main class too.
      if (line.split("\0", 2)[0].endsWith("bin/java") && line.contains("\0" + mainClass + "\0")) {
        found.add(new Jvm(box.pid()));
      }
    }
    return found;
  }

  /** The command line of a process, its words ended by NUL; empty when it has just ended. */
  static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
    } catch (IOException e) {
      return "";
    }
  }

  /** Memory that it has to itself, and its share of what it shares, in KiB. */
  long pssKiB() throws IOException {
    return rolledUp("Pss:");
  }

  /** Memory that is backed by no file, heap included, in KiB. */
  long anonymousKiB() throws IOException {
    return rolledUp("Anonymous:");
  }

  /**
   * What lives on a heap after a full collection.
   *
   * @param bytes all of it
   * @param instances how many objects there are of each class
   */
  record Heap(long bytes, Map<String, Long> instances) {
    long count(String className) {
      return instances.getOrDefault(className, 0L);
    }
  }

  /**
   * Collects, and looks at what is left; empty when {@code jcmd} cannot reach it. A box has a user
   * and a process table of its own, which only root can enter.
   */
  Optional<Heap> liveHeap() throws IOException, InterruptedException {
    jcmd("GC.run");
    long live = 0;
    Map<String, Long> instances = new HashMap<>();
    for (String line : jcmd("GC.class_histogram")) {
      String[] words = line.strip().split("\\s+");
      // Fillers are garbage that was not worth moving.
      if (words.length > 3
          && words[0].endsWith(":")
          && !words[3].contains("jdk.internal.vm.Filler")) {
        live += Long.parseLong(words[2]);
        instances.put(words[3], Long.valueOf(words[1]));
      }
    }
    return instances.isEmpty() ? Optional.empty() : Optional.of(new Heap(live, instances));
  }

  private List<String> jcmd(String command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    boolean boxed = !namespace("self").equals(namespace(String.valueOf(pid)));
    if (boxed) {
      words.addAll(List.of("nsenter", "--target", String.valueOf(pid), "--all"));
      words.addAll(List.of("--setuid", innerId("uid_map"), "--setgid", innerId("gid_map")));
    }
    Path java = Path.of(commandLine(pid).split("\0", 2)[0]);
    words.add(java.resolveSibling("jcmd").toString());
    words.add(innerPid());
    words.add(command);
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? said.lines().toList() : List.of();
  }

  private static String namespace(String pid) throws IOException {
    return Files.readSymbolicLink(Path.of("/proc", pid, "ns", "user")).toString();
  }

  /** The first identifier within its user namespace: a box has only one. */
  private String innerId(String map) throws IOException {
    return Files.readString(Path.of("/proc/" + pid + "/" + map)).strip().split("\\s+")[0];
  }

  private String innerPid() throws IOException {
    String[] pids = line("status", "NSpid:").split("\\s+");
    return pids[pids.length - 1];
  }

  private long rolledUp(String key) throws IOException {
    return Long.parseLong(line("smaps_rollup", key).replaceAll("\\D", ""));
  }

  private String line(String file, String key) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/" + file)).stream()
        .filter(l -> l.startsWith(key))
        .findFirst()
        .orElseThrow(() -> new IOException("process " + pid + " tells no " + key));
  }
}
