package interleave.resources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Control groups of version 1, one hierarchy for each controller, as older and hybrid systems have
 * them (cgroups(7)).
 *
 * @param places for each controller that works, the directory in which groups are made
 */
record CgroupV1(Map<String, Path> places, Processors processors) implements ResourceControl {

  /** Without these two it is not worth the name. */
  private static final List<String> NEEDED = List.of("memory", "pids");

  private static final List<String> WANTED = List.of("cpu", "cpuacct", "cpuset");
  private static final int PERIOD_MICROS = 100_000;

  CgroupV1 {
    places = Map.copyOf(places);
  }

  /** Those that this server may use, if it may. */
  static Optional<CgroupV1> ofThisServer(Consumer<String> tried) {
    CgroupMounts mounts = CgroupMounts.ofThisServer();
    Map<String, Path> places = new TreeMap<>();
    for (String controller : NEEDED) {
      Optional<Path> place = mounts.of(controller);
      if (place.isEmpty()) {
        tried.accept("cgroup v1: the controller %s is not mounted".formatted(controller));
        return Optional.empty();
      }
      if (!isOurs(place.get())) {
        tried.accept("cgroup v1: no group can be made in " + place.get());
        return Optional.empty();
      }
      places.put(controller, place.get());
    }
    for (String controller : WANTED) {
      mounts.of(controller).filter(CgroupV1::isOurs).ifPresent(at -> places.put(controller, at));
    }
    places.values().stream().distinct().forEach(CgroupFiles::removeAbandoned);
    return Optional.of(new CgroupV1(places, Processors.ofThisServer()));
  }

  private static boolean isOurs(Path place) {
    Path trial = place.resolve(CgroupFiles.ofThisServer() + "trial-" + System.nanoTime());
    try {
      Files.createDirectory(trial);
      Files.delete(trial);
      return true;
    } catch (IOException notDelegated) {
      return false;
    }
  }

  @Override
  public String name() {
    return "cgroup v1";
  }

  @Override
  public List<String> weaknesses() {
    List<String> weaknesses = new ArrayList<>();
    if (!places.containsKey("cpu")) {
      weaknesses.add("A session that computes takes as much of the processors as it can get.");
    }
    return weaknesses;
  }

  @Override
  public Group group(String name, Limits limits) throws IOException {
    Map<String, Path> directories = new TreeMap<>();
    for (Map.Entry<String, Path> place : places.entrySet()) {
      directories.put(place.getKey(), place.getValue().resolve(CgroupFiles.ofThisServer() + name));
    }
    Group group = new Group(directories, processors, limits);
    try {
      for (Path directory : group.joined()) {
        Files.createDirectory(directory);
      }
      group.limit();
      return group;
    } catch (IOException e) {
      group.close();
      throw e;
    }
  }

  /** One box's groups, one in each hierarchy. */
  static final class Group implements ResourceGroup {
    private final Map<String, Path> directories;
    private final Processors processors;
    private final Limits limits;
    private volatile long memoryMiB;

    Group(Map<String, Path> directories, Processors processors, Limits limits) {
      this.directories = directories;
      this.processors = processors;
      this.limits = limits;
    }

    /** The groups that every process joins at once; of one hierarchy, if it has two controllers. */
    private Set<Path> joined() {
      Set<Path> joined = new HashSet<>(directories.values());
      // To move a process costs milliseconds, so the processors are divided up only on demand.
      joined.remove(directories.get("cpuset"));
      return joined;
    }

    private void limit() throws IOException {
      allowMemory(limits.memoryMiB());
      CgroupFiles.write(directory("memory"), "memory.swappiness", 0);
      CgroupFiles.write(directory("pids"), "pids.max", limits.tasks());
      Path cpu = directories.get("cpu");
      if (cpu != null) {
        CgroupFiles.write(cpu, "cpu.shares", shares(limits.cpuWeight()));
        if (limits.cpuPercent() < 100 * Runtime.getRuntime().availableProcessors()) {
          CgroupFiles.write(cpu, "cpu.cfs_period_us", PERIOD_MICROS);
          CgroupFiles.write(cpu, "cpu.cfs_quota_us", limits.cpuPercent() * (PERIOD_MICROS / 100L));
        }
      }
    }

    private Path directory(String controller) {
      Path directory = directories.get(controller);
      if (directory == null) {
        throw new IllegalStateException("no controller " + controller);
      }
      return directory;
    }

    @Override
    public void add(long pid) throws IOException {
      for (Path directory : joined()) {
        CgroupFiles.write(directory, "cgroup.procs", pid);
      }
      if (processors.areMoreThan(limits.cores())) {
        allowCores(limits.cores());
      }
    }

    @Override
    public Usage usage() {
      Path memory = directory("memory");
      long bytes =
          CgroupFiles.number(memory, "memory.stat", "total_rss").orElse(0)
              + CgroupFiles.number(memory, "memory.stat", "total_shmem").orElse(0);
      return new Usage(
          bytes,
          processes().size(),
          (int) CgroupFiles.number(directory("pids"), "pids.current").orElse(0),
          cpu());
    }

    @Override
    public Duration cpu() {
      Path accounts = directories.get("cpuacct");
      return accounts == null
          ? Duration.ZERO
          : Duration.ofNanos(CgroupFiles.number(accounts, "cpuacct.usage").orElse(0));
    }

    @Override
    public List<Long> processes() {
      return CgroupFiles.processes(directory("pids"));
    }

    @Override
    public Optional<Excess> excess() {
      boolean killed =
          CgroupFiles.number(directory("memory"), "memory.oom_control", "oom_kill").orElse(0) > 0;
      return Excess.of(killed, memoryMiB, processes().size(), limits.processes());
    }

    @Override
    public void allowMemory(long mebibytes) {
      memoryMiB = mebibytes;
      Path memory = directory("memory");
      long bytes = mebibytes << 20;
      OptionalLong before = CgroupFiles.number(memory, "memory.limit_in_bytes");
      boolean more = before.isPresent() && before.getAsLong() < bytes;
      // With swap it may never be less than without, on the way up nor on the way down.
      if (more) {
        CgroupFiles.tryToWrite(memory, "memory.memsw.limit_in_bytes", bytes);
      }
      CgroupFiles.tryToWrite(memory, "memory.limit_in_bytes", bytes);
      if (!more) {
        CgroupFiles.tryToWrite(memory, "memory.memsw.limit_in_bytes", bytes);
      }
    }

    @Override
    public void allowCores(int number) {
      Path cpuset = directories.get("cpuset");
      String list = processors.some(number);
      if (cpuset == null) {
        Affinity.set(this::processes, list);
        return;
      }
      try {
        if (!Files.isDirectory(cpuset)) {
          Files.createDirectory(cpuset);
          // Takes no process before both are set.
          String memories = Files.readString(cpuset.resolveSibling("cpuset.mems")).strip();
          CgroupFiles.write(cpuset, "cpuset.mems", memories);
        }
        CgroupFiles.write(cpuset, "cpuset.cpus", list);
        Set<Long> there = new HashSet<>(CgroupFiles.processes(cpuset));
        Rounds.overAll(
            this::processes,
            pid -> {
              if (!there.contains(pid)) {
                CgroupFiles.tryToWrite(cpuset, "cgroup.procs", pid); // or it has ended meanwhile
              }
              return true;
            });
      } catch (IOException e) {
        // Then it goes on where it runs.
      }
    }

    @Override
    public void allowCpuWeight(int weight) {
      Path cpu = directories.get("cpu");
      if (cpu != null) {
        CgroupFiles.tryToWrite(cpu, "cpu.shares", shares(weight));
      }
    }

    /** The kernel's own unit, of which a usual group has 1024. */
    private static int shares(int weight) {
      return Math.max(2, weight * 1024 / 100);
    }

    @Override
    public void close() {
      Set.copyOf(directories.values()).forEach(CgroupFiles::remove);
    }
  }
}
