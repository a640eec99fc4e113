package interleave.resources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Control groups of version 2, below the group that this server was started in (the kernel's
 * cgroup-v2.rst).
 *
 * <p>A group that hands controllers on must hold no process itself, so the server moves into a
 * group of its own beside those of the boxes.
 *
 * @param place the directory in which groups are made
 * @param controllers those that are handed on to them
 */
record CgroupV2(Path place, Set<String> controllers, Processors processors)
    implements ResourceControl {

  private static final String SERVER = "server";
  private static final List<String> NEEDED = List.of("memory", "pids");
  private static final List<String> WANTED = List.of("cpu", "cpuset");
  private static final int PERIOD_MICROS = 100_000;

  CgroupV2 {
    controllers = Set.copyOf(controllers);
  }

  /** Those that this server may use, if it may. */
  static Optional<CgroupV2> ofThisServer(Consumer<String> tried) {
    Optional<Path> own = CgroupMounts.ofThisServer().unified();
    if (own.isEmpty()) {
      tried.accept("cgroup v2 is not mounted");
      return Optional.empty();
    }
    // Another launcher of this server may have moved it already.
    Path place = isServer(own.get()) ? own.get().resolveSibling("") : own.get();
    Set<String> there = words(place, "cgroup.controllers");
    List<String> missing = NEEDED.stream().filter(c -> !there.contains(c)).toList();
    if (!missing.isEmpty()) {
      tried.accept(
          "cgroup v2: %s has no controller %s".formatted(place, String.join(" and ", missing)));
      return Optional.empty();
    }
    CgroupFiles.removeAbandoned(place);
    try {
      handOn(place, NEEDED.stream().filter(there::contains).toList());
      for (String controller : WANTED) {
        CgroupFiles.tryToWrite(place, "cgroup.subtree_control", "+" + controller);
      }
    } catch (IOException e) {
      tried.accept("cgroup v2: %s is not delegated to this server (%s)".formatted(place, why(e)));
      return Optional.empty();
    }
    return Optional.of(
        new CgroupV2(place, words(place, "cgroup.subtree_control"), Processors.ofThisServer()));
  }

  private static String why(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static boolean isServer(Path group) {
    String name = group.getFileName().toString();
    return name.startsWith(CgroupFiles.PREFIX) && name.endsWith("-" + SERVER);
  }

  private static void handOn(Path place, List<String> needed) throws IOException {
    String words = needed.stream().map(c -> "+" + c).reduce("", (a, b) -> a + " " + b).strip();
    if (words(place, "cgroup.subtree_control").containsAll(needed)) {
      return;
    }
    if (CgroupFiles.tryToWrite(place, "cgroup.subtree_control", words)) {
      return; // the root of the hierarchy may hold processes
    }
    Path server = place.resolve(CgroupFiles.ofThisServer() + SERVER);
    Files.createDirectory(server);
    for (long pid : CgroupFiles.processes(place)) {
      if (!CgroupFiles.tryToWrite(server, "cgroup.procs", pid)
          && pid == ProcessHandle.current().pid()) {
        Files.delete(server);
        throw new IOException("the server cannot be moved into a group of its own");
      }
    }
    CgroupFiles.write(place, "cgroup.subtree_control", words);
  }

  private static Set<String> words(Path group, String file) {
    try {
      return new HashSet<>(Arrays.asList(Files.readString(group.resolve(file)).strip().split(" ")));
    } catch (IOException gone) {
      return Set.of();
    }
  }

  @Override
  public String name() {
    return "cgroup v2";
  }

  @Override
  public List<String> weaknesses() {
    List<String> weaknesses = new ArrayList<>();
    if (!controllers.contains("cpu")) {
      weaknesses.add("A session that computes takes as much of the processors as it can get.");
    }
    return weaknesses;
  }

  @Override
  public Group group(String name, Limits limits) throws IOException {
    Group group = new Group(place.resolve(CgroupFiles.ofThisServer() + name), this, limits);
    try {
      Files.createDirectory(group.directory);
      group.limit();
      return group;
    } catch (IOException e) {
      group.close();
      throw e;
    }
  }

  /** One box's group. */
  static final class Group implements ResourceGroup {
    private final Path directory;
    private final CgroupV2 control;
    private final Limits limits;
    private volatile long memoryMiB;

    Group(Path directory, CgroupV2 control, Limits limits) {
      this.directory = directory;
      this.control = control;
      this.limits = limits;
      this.memoryMiB = limits.memoryMiB();
    }

    private void limit() throws IOException {
      CgroupFiles.write(directory, "memory.max", limits.memoryMiB() << 20);
      CgroupFiles.tryToWrite(directory, "memory.swap.max", 0);
      CgroupFiles.write(directory, "memory.oom.group", 1);
      CgroupFiles.write(directory, "pids.max", limits.tasks());
      if (control.controllers.contains("cpu")) {
        CgroupFiles.write(directory, "cpu.weight", limits.cpuWeight());
        if (limits.cpuPercent() < 100 * Runtime.getRuntime().availableProcessors()) {
          long quota = limits.cpuPercent() * (PERIOD_MICROS / 100L);
          CgroupFiles.write(directory, "cpu.max", quota + " " + PERIOD_MICROS);
        }
      }
    }

    @Override
    public void add(long pid) throws IOException {
      CgroupFiles.write(directory, "cgroup.procs", pid);
      if (control.processors.areMoreThan(limits.cores())) {
        allowCores(limits.cores());
      }
    }

    @Override
    public Usage usage() {
      long bytes =
          CgroupFiles.number(directory, "memory.stat", "anon").orElse(0)
              + CgroupFiles.number(directory, "memory.stat", "shmem").orElse(0);
      return new Usage(
          bytes,
          processes().size(),
          (int) CgroupFiles.number(directory, "pids.current").orElse(0),
          cpu());
    }

    @Override
    public Duration cpu() {
      long micros = CgroupFiles.number(directory, "cpu.stat", "usage_usec").orElse(0);
      return Duration.ofNanos(micros * 1000);
    }

    @Override
    public List<Long> processes() {
      return CgroupFiles.processes(directory);
    }

    @Override
    public Optional<Excess> excess() {
      boolean killed = CgroupFiles.number(directory, "memory.events", "oom_kill").orElse(0) > 0;
      return Excess.of(killed, memoryMiB, processes().size(), limits.processes());
    }

    @Override
    public void allowMemory(long mebibytes) {
      memoryMiB = mebibytes;
      CgroupFiles.tryToWrite(directory, "memory.max", mebibytes << 20);
    }

    @Override
    public void allowCores(int number) {
      String processors = control.processors.some(number);
      if (control.controllers.contains("cpuset")) {
        CgroupFiles.tryToWrite(directory, "cpuset.cpus", processors);
      } else {
        Affinity.set(this::processes, processors); // systemd hands users no cpuset
      }
    }

    @Override
    public void allowCpuWeight(int weight) {
      CgroupFiles.tryToWrite(directory, "cpu.weight", weight);
    }

    @Override
    public void close() {
      CgroupFiles.remove(directory);
    }
  }
}
