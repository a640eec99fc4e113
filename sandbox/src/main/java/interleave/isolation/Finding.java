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
   * Something that the chosen wall does not stop.
   *
   * @param sentence what
   */
  record Weak(String sentence) implements Finding {}

  /**
   * Something that does not work, and the way to mend it.
   *
   * @param sentence what, with the system's own words
   * @param remedy the command or setting that mends it, perhaps several lines; never empty
   */
  record Broken(String sentence, String remedy) implements Finding {}
}
