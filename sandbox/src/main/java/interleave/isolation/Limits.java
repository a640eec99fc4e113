package interleave.isolation;

/**
 * The limits that the operating system keeps for one box. Each holds for every process of the box
 * by itself, except {@code processes} and the two of the scratch space, which hold for the box.
 *
 * @param heapMiB the largest Java heap ({@code -Xmx}) of the box's first JVM, in MiB
 * @param dataMiB private writable memory of one process (RLIMIT_DATA: heap, metaspace, stacks,
 *     native allocations), in MiB; wants about 512 MiB more than the heap
 * @param addressSpaceMiB address space of one process (RLIMIT_AS), in MiB; a JVM reserves several
 *     GiB that it never touches, so this is generous and only a backstop
 * @param fileMiB the largest file that can be written (RLIMIT_FSIZE), in MiB
 * @param descriptors open file descriptors of one process (RLIMIT_NOFILE)
 * @param processes processes and threads of the whole box (RLIMIT_NPROC); only {@link Bubblewrap}
 *     can keep it, elsewhere the count would include everything else of the same user
 * @param scratchMiB size of the box's writable file system, in MiB; only {@link Bubblewrap}
 * @param scratchFiles files and directories in it; only {@link Bubblewrap}
 */
public record Limits(
    long heapMiB,
    long dataMiB,
    long addressSpaceMiB,
    long fileMiB,
    int descriptors,
    int processes,
    long scratchMiB,
    int scratchFiles) {

  /**
   * Checks that the limits are positive and that the heap fits below the data limit.
   *
   * @throws IllegalArgumentException if they do not
   */
  public Limits {
    positive("heapMiB", heapMiB);
    positive("dataMiB", dataMiB);
    positive("addressSpaceMiB", addressSpaceMiB);
    positive("fileMiB", fileMiB);
    positive("descriptors", descriptors);
    positive("processes", processes);
    positive("scratchMiB", scratchMiB);
    positive("scratchFiles", scratchFiles);
    if (heapMiB >= dataMiB) {
      throw new IllegalArgumentException(
          "heapMiB (%d) must be below dataMiB (%d), which also holds what is not heap"
              .formatted(heapMiB, dataMiB));
    }
  }

  /**
   * The limits of a session JVM, which runs a chapter's cells: 256 MiB of heap, and 512 processes
   * and threads, enough for the 30 child JVMs of the chapter on processes.
   */
  public static Limits sessionDefaults() {
    return new Limits(256, 768, 6 * 1024, 64, 512, 512, 64, 4096);
  }

  /** The limits of an engine JVM, which holds compilers for many sessions: 1 GiB of heap. */
  public static Limits engineDefaults() {
    return new Limits(1024, 2 * 1024, 12 * 1024, 64, 1024, 256, 64, 4096);
  }

  /** The limits of a lab JVM, which runs one program, benchmark or search: 512 MiB of heap. */
  public static Limits labDefaults() {
    return new Limits(512, 1280, 8 * 1024, 64, 512, 512, 128, 4096);
  }

  /**
   * These limits with another heap; the data limit and the address space move by the same amount.
   *
   * @param mebibytes the new heap in MiB, at least 1
   */
  public Limits withHeapMiB(long mebibytes) {
    long difference = mebibytes - heapMiB;
    return new Limits(
        mebibytes,
        dataMiB + difference,
        addressSpaceMiB + difference,
        fileMiB,
        descriptors,
        processes,
        scratchMiB,
        scratchFiles);
  }

  private static void positive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, but is " + value);
    }
  }
}
