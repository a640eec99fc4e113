package interleave.isolation;

import interleave.resources.Limits;
import java.nio.file.Path;

/**
 * Makes JVMs that the code in a box starts quick and small: a script in place of the JDK's {@code
 * java} names a file of flags, since all that the environment could name is told on their standard
 * error.
 *
 * <p>Every option on their command line wins over ours: the collector is chosen, and the heap
 * computed, from what we say of the machine, so no option contradicts another.
 */
final class ChildJvms {
  /** What the JVM reads before any other option. */
  static final Path FLAGS = Path.of("/app/java.flags");

  /** The archive of classes that a JVM maps by itself, in a JDK; an unfit one goes unsaid. */
  static final Path ARCHIVE = Path.of("lib/server/classes.jsa");

  /** The part of its machine's memory that a JVM takes for its heap. */
  private static final int HEAPS_PART = 4;

  private ChildJvms() {}

  /**
   * The serial collector; a heap no larger than that of the box's own JVM; no shared file of
   * counters; and the archive mapped where it was made for, so that its pages stay shared. The
   * compilers are the usual ones: a child must compute as fast as its parent.
   */
  static String flags(Limits limits) {
    return """
    +UnlockDiagnosticVMOptions
    +NeverActAsServerClassMachine
    CompilationMode=default
    MaxRAM=%dm
    -UsePerfData
    ArchiveRelocationMode=0
    """
        .formatted(HEAPS_PART * limits.heapMiB());
  }

  /**
   * The shell command that writes the script.
   *
   * @param file where to
   * @param java the JDK's own {@code java}, as the box sees it
   */
  static String writing(String file, Path java) {
    return "printf '%%s\\n' '#!/bin/sh' 'exec %s -XX:Flags=%s \"$@\"' > %s && chmod 755 %s"
        .formatted(java, FLAGS, file, file);
  }
}
