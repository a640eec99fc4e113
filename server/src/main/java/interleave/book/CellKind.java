package interleave.book;

import java.util.Locale;

/** What a cell runs as. */
public enum CellKind {
  /** JShell snippets in the session of the chapter. */
  RUN,
  /** A whole compact source file with {@code void main()} (JEP 512), in a JVM of its own. */
  PROGRAM,
  /** Methods to be measured with JMH, each in a JVM of its own. */
  BENCHMARK,
  /** Actors whose outcomes jcstress counts. */
  STRESS,
  /** Code whose schedules the explorer searches. */
  EXPLORE,
  /** A run cell that the reader completes and a hidden check grades. */
  EXERCISE;

  /** The kind as authors and pages write it: such as {@code run}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
