package interleave.isolation;

/** One thing that {@link Doctor} found out about this machine. */
public sealed interface Finding {

  /** What was found, one full sentence. */
  String sentence();

  /**
   * Something that works.
   *
   * @param sentence what
   */
  record Works(String sentence) implements Finding {}

  /**
   * Something that the chosen wall does not stop, or what holds boxes to their limits does not.
   *
   * @param sentence what
   */
  record Weak(String sentence) implements Finding {}

  /**
   * Something without which the walls stand too, only less well, and the way to get it.
   *
   * @param sentence what, and what it would be good for
   * @param remedy the command or setting that gets it, perhaps several lines; never empty
   */
  record Lacks(String sentence, String remedy) implements Finding {}

  /**
   * A wall that does not stand here, and the way to mend it.
   *
   * @param sentence why, with the system's own words
   * @param remedy the command or setting that mends it, perhaps several lines; never empty
   */
  record Broken(String sentence, String remedy) implements Finding {}
}
