package interleave.resources;

/**
 * What one box may use.
 *
 * @param heapMiB the largest Java heap ({@code -Xmx}) of the box's first JVM, in MiB
 * @param dataMiB private writable memory of each process (RLIMIT_DATA: heap, metaspace, stacks,
 *     native allocations), in MiB; wants about 512 MiB more than the heap
 * @param addressSpaceMiB address space of each process (RLIMIT_AS), in MiB; a JVM reserves several
 *     GiB that it never touches, so this is generous and only a backstop
 * @param memoryMiB memory of all processes of the box together, and of its scratch files, in MiB
 * @param fileMiB the largest file that can be written (RLIMIT_FSIZE), in MiB
 * @param descriptors open file descriptors of each process (RLIMIT_NOFILE)
 * @param processes processes of the whole box
 * @param tasks threads of all processes of the box together, virtual ones not counted
 * @param scratchMiB size of the box's writable file system, in MiB; only bubblewrap keeps it
 * @param scratchFiles files and directories in it; only bubblewrap keeps it
 * @param cores processors that the box runs on; all, if this machine has no more
 * @param cpuPercent processor time in each second, in percent of one processor; no bound, if this
 *     machine has no more
 * @param cpuWeight its share of the processors when several boxes want them, 1 to 10,000; a
 *     session's is 100
 */
public record Limits(
    long heapMiB,
    long dataMiB,
    long addressSpaceMiB,
    long memoryMiB,
    long fileMiB,
    int descriptors,
    int processes,
    int tasks,
    long scratchMiB,
    int scratchFiles,
    int cores,
    int cpuPercent,
    int cpuWeight) {

  private static final int ALL_CORES = 1 << 10;

  /**
   * Checks that the limits are positive and that each fits below the one that holds it.
   *
   * @throws IllegalArgumentException if they do not, with a sentence for the operator
   */
  public Limits {
    positive("heapMiB", heapMiB);
    positive("dataMiB", dataMiB);
    positive("addressSpaceMiB", addressSpaceMiB);
    positive("memoryMiB", memoryMiB);
    positive("fileMiB", fileMiB);
    positive("descriptors", descriptors);
    positive("processes", processes);
    positive("tasks", tasks);
    positive("scratchMiB", scratchMiB);
    positive("scratchFiles", scratchFiles);
    positive("cores", cores);
    positive("cpuPercent", cpuPercent);
    positive("cpuWeight", cpuWeight);
    below("heapMiB", heapMiB, "dataMiB", dataMiB, "which also holds what is not heap");
    below("heapMiB", heapMiB, "memoryMiB", memoryMiB, "which also holds what is not heap");
    if (cpuWeight > 10_000) {
      throw new IllegalArgumentException("cpuWeight (%d) is above 10000".formatted(cpuWeight));
    }
  }

  /**
   * The limits of a session JVM, which runs a chapter's cells: 256 MiB of heap, 768 MiB in all, and
   * 512 threads in 64 processes, enough for the 30 child JVMs of the chapter on processes.
   */
  public static Limits sessionDefaults() {
    return new Limits(
        256, 768, 6 * 1024, 768, 64, 512, 64, 512, 64, 4096, ALL_CORES, ALL_CORES * 100, 100);
  }

  /**
   * The limits of an engine JVM, which holds compilers for many sessions: 1 GiB of heap, and four
   * sessions' share of the processors, since many readers wait for it.
   */
  public static Limits engineDefaults() {
    return new Limits(
        1024, 2048, 12 * 1024, 2048, 64, 1024, 8, 256, 64, 4096, ALL_CORES, ALL_CORES * 100, 400);
  }

  /** The limits of a lab JVM, which runs one program, benchmark or search: 512 MiB of heap. */
  public static Limits labDefaults() {
    return new Limits(
        512, 1280, 8 * 1024, 1536, 64, 512, 64, 512, 128, 4096, ALL_CORES, ALL_CORES * 100, 100);
  }

  /**
   * These limits with another heap; the other limits of memory move with it.
   *
   * @param mebibytes the new heap in MiB, at least 1
   */
  public Limits withHeapMiB(long mebibytes) {
    long more = mebibytes - heapMiB;
    return new Limits(
        mebibytes,
        dataMiB + more,
        addressSpaceMiB + more,
        memoryMiB + more,
        fileMiB,
        descriptors,
        processes,
        tasks,
        scratchMiB,
        scratchFiles,
        cores,
        cpuPercent,
        cpuWeight);
  }

  /** These limits with another total of memory, in MiB. */
  public Limits withMemoryMiB(long mebibytes) {
    return new Limits(
        heapMiB,
        dataMiB,
        addressSpaceMiB,
        mebibytes,
        fileMiB,
        descriptors,
        processes,
        tasks,
        scratchMiB,
        scratchFiles,
        cores,
        cpuPercent,
        cpuWeight);
  }

  /** These limits with other numbers of processes and of threads. */
  public Limits withTasks(int newProcesses, int newTasks) {
    return new Limits(
        heapMiB,
        dataMiB,
        addressSpaceMiB,
        memoryMiB,
        fileMiB,
        descriptors,
        newProcesses,
        newTasks,
        scratchMiB,
        scratchFiles,
        cores,
        cpuPercent,
        cpuWeight);
  }

  /** These limits with another number of descriptors. */
  public Limits withDescriptors(int number) {
    return new Limits(
        heapMiB,
        dataMiB,
        addressSpaceMiB,
        memoryMiB,
        fileMiB,
        number,
        processes,
        tasks,
        scratchMiB,
        scratchFiles,
        cores,
        cpuPercent,
        cpuWeight);
  }

  /**
   * These limits with other files.
   *
   * @param largestMiB the largest file, in MiB
   * @param allMiB all files together, in MiB
   * @param number how many files and directories
   */
  public Limits withFiles(long largestMiB, long allMiB, int number) {
    return new Limits(
        heapMiB,
        dataMiB,
        addressSpaceMiB,
        memoryMiB,
        largestMiB,
        descriptors,
        processes,
        tasks,
        allMiB,
        number,
        cores,
        cpuPercent,
        cpuWeight);
  }

  /**
   * These limits with other processors.
   *
   * @param number how many processors
   * @param percent processor time a second, in percent of one
   */
  public Limits withCores(int number, int percent) {
    return new Limits(
        heapMiB,
        dataMiB,
        addressSpaceMiB,
        memoryMiB,
        fileMiB,
        descriptors,
        processes,
        tasks,
        scratchMiB,
        scratchFiles,
        number,
        percent,
        cpuWeight);
  }

  private static void positive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, but is " + value);
    }
  }

  private static void below(String name, long value, String other, long bound, String why) {
    if (value >= bound) {
      throw new IllegalArgumentException(
          "%s (%d) must be below %s (%d), %s".formatted(name, value, other, bound, why));
    }
  }
}
