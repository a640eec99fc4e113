package interleave.run;

import interleave.protocol.Source;
import java.util.List;
import java.util.Optional;

/**
 * A cell, ready to be run.
 *
 * @param checks hidden code that runs after the reader's and judges it; for exercises
 * @param allowance what it may use
 * @param conditions how it is to be run
 */
public record Cell(
    Kind kind, Source source, List<Check> checks, Allowance allowance, Conditions conditions) {

  /** Copies the list. */
  public Cell {
    checks = List.copyOf(checks);
  }

  /**
   * Code that judges a cell: in its session by throwing, in a laboratory by what that finds.
   *
   * @param source with the reader's own text, if it runs in a laboratory
   */
  public record Check(Kind kind, Source source) {}

  /** How a cell's text is understood. */
  public sealed interface Kind {

    /** JShell snippets in the chapter's session. */
    record Run() implements Kind {}

    /**
     * A whole program in a JVM of its own.
     *
     * @param name the class whose files are left where other cells can start them; empty for none
     * @param arguments what its {@code args} hold
     */
    record Program(Optional<String> name, List<String> arguments) implements Kind {
      /** A program without arguments that leaves nothing. */
      public Program() {
        this(Optional.empty(), List.of());
      }
    }

    /** Methods to be measured, each in a JVM of its own, alone on the machine. */
    record Benchmark() implements Kind {}

    /** Actors whose outcomes are counted, alone on the machine. */
    record Stress() implements Kind {}

    /**
     * Code whose schedules are searched.
     *
     * @param replay a schedule to be taken instead of a search
     */
    record Explore(Optional<String> replay) implements Kind {}

    /** Whether the session's declarations and state are the cell's too. */
    default boolean isInSession() {
      return this instanceof Run;
    }

    /** Whether what it tells is true only while nothing else runs. */
    default boolean wantsQuiet() {
      return this instanceof Benchmark || this instanceof Stress;
    }
  }

  /** The id that names the cell within its chapter. */
  public String id() {
    return source.cell();
  }
}
