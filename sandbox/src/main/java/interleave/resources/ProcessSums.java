package interleave.resources;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sums over the process table, where no control group can be had: what was taken too much is seen a
 * moment later.
 */
public final class ProcessSums implements ResourceControl {

  /** One look at the table serves all boxes. */
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Sums from now on. */
  public ProcessSums() {}

  private final Processors processors = Processors.ofThisServer();
  private ProcessTable table = ProcessTable.now();
  private long looked = System.nanoTime();

  @Override
  public String name() {
    return "process sums";
  }

  @Override
  public List<String> weaknesses() {
    return List.of(
        "The memory of all processes of a session together is summed up four times a second, and"
            + " may exceed its limit in between; that takes a cgroup.",
        "Sessions that compute share the processors thread by thread, not session by session;"
            + " that takes a cgroup.");
  }

  /** Fewer threads, since each may bring memory that is counted too late. */
  @Override
  public Limits keptByTheBox(Limits limits) {
    return limits.withTasks(limits.processes(), Math.max(1, limits.tasks() * 3 / 4));
  }

  @Override
  public Group group(String name, Limits limits) {
    return new Group(this, limits);
  }

  private synchronized ProcessTable table() {
    if (System.nanoTime() - looked > FRESH_NANOS) {
      table = ProcessTable.now();
      looked = System.nanoTime();
    }
    return table;
  }

  /** A process and those below it. */
  static final class Group implements ResourceGroup {
    private final ProcessSums sums;
    private final Limits limits;
    private volatile long memoryMiB;
    private volatile long root = -1;

    Group(ProcessSums sums, Limits limits) {
      this.sums = sums;
      this.limits = limits;
      this.memoryMiB = limits.memoryMiB();
    }

    @Override
    public void add(long pid) {
      root = pid;
      if (sums.processors.areMoreThan(limits.cores())) {
        allowCores(limits.cores()); // inherited by all that it starts
      }
    }

    @Override
    public Usage usage() {
      ProcessTable table = sums.table();
      List<Long> tree = table.tree(root);
      return new Usage(
          tree.stream().mapToLong(ProcessTable::ownMemory).sum(),
          tree.size(),
          tree.stream().mapToInt(table::tasks).sum(),
          cpu(table, tree));
    }

    @Override
    public Duration cpu() {
      ProcessTable table = sums.table();
      return cpu(table, table.tree(root));
    }

    private static Duration cpu(ProcessTable table, List<Long> tree) {
      return Duration.ofNanos(tree.stream().mapToLong(table::cpuNanos).sum());
    }

    @Override
    public List<Long> processes() {
      return ProcessTable.now().tree(root);
    }

    @Override
    public Optional<Excess> excess() {
      Usage usage = usage();
      return Excess.of(
          usage.memoryBytes() > memoryMiB << 20, memoryMiB, usage.processes(), limits.processes());
    }

    @Override
    public void allowMemory(long mebibytes) {
      memoryMiB = mebibytes;
    }

    @Override
    public void allowCores(int number) {
      Affinity.set(this::processes, sums.processors.some(number));
    }

    @Override
    public void allowCpuWeight(int weight) {
      // Nothing keeps it; see the weaknesses.
    }

    @Override
    public void close() {
      // Nothing was made.
    }
  }
}
