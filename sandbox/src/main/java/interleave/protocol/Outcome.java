package interleave.protocol;

/** How a cell's own code came to its end. */
public enum Outcome {
  /** It reached its last line. */
  COMPLETED,
  /** It does not compile; nothing of it ran and nothing of it is declared. */
  REJECTED,
  /** An exception left it. */
  THREW,
  /** It reached its time limit. */
  TIMEOUT,
  /** The reader stopped it, or left the page. */
  STOPPED,
  /** It ended its JVM with {@link System#exit} or {@link Runtime#halt}. */
  EXITED,
  /** Its JVM ended by a signal or a crash, or broke the protocol. */
  DIED,
  /** It printed more than a run may. */
  TOO_MUCH_OUTPUT,
  /** All its processes together had more memory than they may. */
  TOO_MUCH_MEMORY,
  /** It had more processes at a time than it may. */
  TOO_MANY_PROCESSES,
  /** It used more processor time than it may. */
  TOO_MUCH_CPU,
  /** Threads of it wait for each other in a circle, and nothing else ended it. */
  DEADLOCK,
  /** It came to its end, and a check of the exercise has found it wrong. */
  FAILED;

  /**
   * The name in the public interface and in the author's fences, such as {@code too-much-output}.
   */
  public String publicName() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
