package interleave.resources;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The processes of one box, counted together. Safe for use by many threads. */
public sealed interface ResourceGroup extends AutoCloseable
    permits CgroupV2.Group, CgroupV1.Group, ProcessSums.Group {

  /**
   * Puts a process into the group, and thereby all that it will start.
   *
   * @param pid a process that has started no other yet
   * @throws IOException if the system does not let us
   */
  void add(long pid) throws IOException;

  /** What the group uses now; nothing, when it has ended. */
  Usage usage();

  /** The processor time that the group has used so far; a part of {@link #usage()}, and cheaper. */
  Duration cpu();

  /** The processes of the group, as the server's process table numbers them. */
  List<Long> processes();

  /** What the group uses or has used too much of, if anything: then it must be ended. */
  Optional<Excess> excess();

  /**
   * Changes the memory that the group may use.
   *
   * @param mebibytes all processes together, in MiB
   */
  void allowMemory(long mebibytes);

  /**
   * Changes the processors that the group runs on; threads that live move at once.
   *
   * @param number how many; all, if there are no more
   */
  void allowCores(int number);

  /**
   * Changes the group's share of the processors, where anything keeps it.
   *
   * @param weight see {@link Limits#cpuWeight()}
   */
  void allowCpuWeight(int weight);

  /** Removes the group, whose processes have ended. */
  @Override
  void close();
}
