package interleave.book;

/**
 * Hidden code that judges an exercise.
 *
 * @param laboratory what it runs as
 * @param text its own lines; those of the reader come before them
 */
public record Check(Laboratory laboratory, SourceText text) {

  /** What a check can run as. */
  public enum Laboratory {
    /** Cells of the reader's session, which throw when something is wrong. */
    NONE,
    /** A stress test that must not see what it forbids. */
    STRESS,
    /** A program of which no schedule may fail. */
    EXPLORE
  }
}
