package interleave.bench;

import interleave.browser.ServerProcess;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a server holds at one quiet moment, counted from outside.
 *
 * @param counts each figure's count; a heap that cannot be reached has none
 * @param processes the processes below the server, by what they are
 * @param threads the server's threads, by the beginning of their names
 */
record Census(Map<Figure, Long> counts, Map<String, Long> processes, Map<String, Long> threads) {
  private static final int LOOKS = 12;
  private static final long BETWEEN_LOOKS_MILLIS = 300;

  /** More than this from one look to the next, and something still works: a young engine, say. */
  private static final Duration IDLE = Duration.ofMillis(30);

  private static final long MOST_MILLIS = 90_000;
  private static final int CGROUP_DEPTH = 8;

  /** Counts when the number of processes has stood still and all have been idle for seconds. */
  static Census whenQuiet(ServerProcess server, Clicker clicker)
      throws IOException, InterruptedException {
    return whenQuiet(server, clicker, Optional.empty());
  }

  /**
   * Counts when the processes have stood still and been idle, and as few threads and descriptors
   * are left as before, for which the JDK's pools take up to a minute.
   */
  Census again(ServerProcess server, Clicker clicker) throws IOException, InterruptedException {
    return whenQuiet(server, clicker, Optional.of(this));
  }

  private static Census whenQuiet(ServerProcess server, Clicker clicker, Optional<Census> before)
      throws IOException, InterruptedException {
    long pid = server.process().pid();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_MILLIS);
    long last = -1;
    Duration used = Duration.ZERO;
    for (int same = 0; same < LOOKS && System.nanoTime() < deadline; ) {
      long now = server.process().descendants().count();
      Duration usedNow = processorTime(server);
      boolean idle = usedNow.minus(used).compareTo(IDLE) <= 0;
      boolean few = before.isEmpty() || before.get().hasNoFewer(pid);
      same = now == last && idle && few ? same + 1 : 0;
      last = now;
      used = usedNow;
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
    }
    Map<Figure, Long> counts = new EnumMap<>(Figure.class);
    // The heaps first: whoever asks for them leaves a thread and a socket behind in that JVM.
    countHeaps(pid, counts);
    counts.put(Figure.SESSIONS, (long) clicker.gauge("interleave_sessions"));
    counts.put(Figure.THREADS, threads(pid));
    counts.put(Figure.DESCRIPTORS, descriptors(pid));
    counts.put(Figure.BOXES, staged(pid, "boxes"));
    counts.put(Figure.FILES, staged(pid, "files"));
    counts.put(Figure.CGROUPS, cgroups(pid));
    counts.put(Figure.MOUNTS, mounts(pid));
    counts.put(Figure.PROCESSES, server.process().descendants().count());
    return new Census(counts, kinds(server), threadKinds(pid));
  }

  private static Duration processorTime(ServerProcess server) {
    return server
        .process()
        .descendants()
        .map(p -> p.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private boolean hasNoFewer(long pid) throws IOException {
    return threads(pid) <= counts.get(Figure.THREADS) + Figure.THREADS.tolerance()
        && descriptors(pid) <= counts.get(Figure.DESCRIPTORS) + Figure.DESCRIPTORS.tolerance();
  }

  private static long threads(long pid) throws IOException {
    return entries(Path.of("/proc/" + pid + "/task"));
  }

  private static long descriptors(long pid) throws IOException {
    return entries(Path.of("/proc/" + pid + "/fd"));
  }

  private static void countHeaps(long pid, Map<Figure, Long> counts)
      throws IOException, InterruptedException {
    Jvm server = new Jvm(pid);
    counts.put(Figure.SERVER_MEMORY, server.anonymousKiB());
    server
        .liveHeap()
        .ifPresent(
            heap -> {
              counts.put(Figure.SERVER_HEAP, heap.bytes() >> 10);
              counts.put(Figure.SESSION_LINES, heap.count("interleave.run.SessionJvm"));
            });
    boolean reached = true;
    for (Jvm engine : Jvm.below(pid, Jvm.ENGINE)) {
      counts.merge(Figure.ENGINE_MEMORY, engine.anonymousKiB(), Long::sum);
      Optional<Jvm.Heap> heap = engine.liveHeap();
      reached &= heap.isPresent();
      if (heap.isPresent()) {
        counts.merge(Figure.ENGINE_HEAP, heap.get().bytes() >> 10, Long::sum);
        counts.merge(
            Figure.SCRATCHPADS, heap.get().count("interleave.engine.Scratchpad"), Long::sum);
      }
    }
    if (!reached) {
      counts.remove(Figure.ENGINE_HEAP);
      counts.remove(Figure.SCRATCHPADS);
    }
  }

  /** Prints what was before and is now; returns whether everything stands where it began. */
  boolean standsWhere(Census before, int sessions) {
    boolean stands = true;
    System.out.printf("%-46s %10s %10s %10s  %s%n", "", "before", "after", "tolerance", "");
    for (Figure figure : Figure.values()) {
      Long was = before.counts.get(figure);
      Long is = counts.get(figure);
      if (was == null || is == null) {
        System.out.printf("%-46s not to be reached from outside%n", figure.words());
        continue;
      }
      boolean grew = is - was > figure.tolerance();
      stands &= !grew;
      System.out.printf(
          Locale.ROOT,
          "%-46s %10d %10d %10s  %s%n",
          figure.words(),
          was,
          is,
          figure.isJudged() ? "+" + figure.tolerance() : "-",
          grew
              ? "GREW by %d, %.2f for each of %d sessions"
                  .formatted(is - was, (is - was) / (double) sessions, sessions)
              : "");
    }
    if (!processes.equals(before.processes)) {
      System.out.println("processes before: " + before.processes);
      System.out.println("processes after:  " + processes);
    }
    if (counts.get(Figure.THREADS) - before.counts.get(Figure.THREADS)
        > Figure.THREADS.tolerance()) {
      System.out.println("threads before: " + before.threads);
      System.out.println("threads after:  " + threads);
    }
    return stands;
  }

  private static Map<String, Long> kinds(ServerProcess server) {
    Map<String, Long> kinds = new TreeMap<>();
    server
        .process()
        .descendants()
        .forEach(p -> kinds.merge(kind(Jvm.commandLine(p.pid())), 1L, Long::sum));
    return kinds;
  }

  private static Map<String, Long> threadKinds(long pid) throws IOException {
    Map<String, Long> kinds = new TreeMap<>();
    try (var tasks = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
      for (Path task : tasks) {
        try {
          String name = Files.readString(task.resolve("comm")).strip();
          kinds.merge(name.replaceAll("\\d+", "#"), 1L, Long::sum);
        } catch (IOException e) {
          // It has just ended.
        }
      }
    }
    return kinds;
  }

  private static String kind(String line) {
    String program = Path.of(line.split("\0", 2)[0]).getFileName().toString();
    String role = Stream.of(Jvm.SESSION, Jvm.ENGINE).filter(line::contains).findFirst().orElse("");
    return line.isEmpty() ? "ended, not reaped" : (program + " " + role).strip();
  }

  private static long staged(long pid, String directory) throws IOException {
    long count = 0;
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (var roots = Files.newDirectoryStream(parent, "interleave-boxes-" + pid + "-*")) {
      for (Path root : roots) {
        count += entries(root.resolve(directory));
      }
    }
    return count;
  }

  private static long entries(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.count();
    }
  }

  private static long mounts(long pid) throws IOException {
    try (Stream<String> all = Files.lines(Path.of("/proc/" + pid + "/mountinfo"))) {
      return all.filter(l -> l.contains("interleave-boxes-" + pid + "-")).count();
    }
  }

  private static long cgroups(long pid) throws IOException {
    long[] count = {0};
    Files.walkFileTree(
        Path.of("/sys/fs/cgroup"),
        EnumSet.noneOf(FileVisitOption.class),
        CGROUP_DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path group, BasicFileAttributes attributes) {
            if (group.getFileName().toString().startsWith("interleave-" + pid + "-")) {
              count[0]++;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path group, IOException goneMeanwhile) {
            return FileVisitResult.CONTINUE;
          }
        });
    return count[0];
  }
}
