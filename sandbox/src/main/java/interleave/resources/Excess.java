package interleave.resources;

import java.util.Optional;

/**
 * Why a box was ended: it used more than it may.
 *
 * @param kind of what
 * @param sentence for the reader whose code it was
 */
public record Excess(Kind kind, String sentence) {

  /** What a box can use too much of. */
  public enum Kind {
    MEMORY,
    PROCESSES
  }

  /** The wall's own processes and the box's first JVM, which readers did not start. */
  private static final int OWN_PROCESSES = 3;

  /**
   * What a box uses too much of, if anything.
   *
   * @param memoryExceeded whether it had more memory than it may
   * @param memoryMiB what it may have, in MiB
   * @param processes how many it has now
   * @param processesAllowed how many readers may start
   */
  static Optional<Excess> of(
      boolean memoryExceeded, long memoryMiB, int processes, int processesAllowed) {
    if (memoryExceeded) {
      return Optional.of(
          new Excess(
              Kind.MEMORY, "It used more than %d MB in all its processes.".formatted(memoryMiB)));
    }
    return processes > processesAllowed + OWN_PROCESSES
        ? Optional.of(
            new Excess(
                Kind.PROCESSES,
                "It had more than %d processes at a time.".formatted(processesAllowed)))
        : Optional.empty();
  }
}
