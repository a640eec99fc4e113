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

  /** Whether a box with so many processes has too many, and then what to say. */
  static Optional<Excess> ofProcesses(int number, int allowed) {
    return number > allowed + OWN_PROCESSES
        ? Optional.of(
            new Excess(
                Kind.PROCESSES, "It had more than %d processes at a time.".formatted(allowed)))
        : Optional.empty();
  }

  /** More memory than this, in all processes. */
  static Excess memory(long mebibytes) {
    return new Excess(
        Kind.MEMORY, "It used more than %d MB in all its processes.".formatted(mebibytes));
  }
}
