package interleave.run;

import interleave.protocol.Source;
import java.util.Optional;

/**
 * A cell, ready to be run.
 *
 * @param check hidden code that runs after the reader's and judges it; for exercises
 * @param allowance what it may use
 * @param conditions how it is to be run
 */
public record Cell(
    Kind kind, Source source, Optional<Source> check, Allowance allowance, Conditions conditions) {

  /** How a cell's text is understood. */
  public enum Kind {
    /** JShell snippets in the chapter's session. */
    RUN,
    /** A whole program in a JVM of its own. */
    PROGRAM
  }

  /** The id that names the cell within its chapter. */
  public String id() {
    return source.cell();
  }
}
