package interleave.book;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A listing that can be run.
 *
 * @param id its name, unique in its chapter: lower-case letters, digits and hyphens
 * @param kind what it runs as
 * @param text the visible text and the hidden lines around it
 * @param needs ids of earlier cells of the same chapter that must have run first, in page order
 * @param limits what the author asks for
 * @param proof what the cell is expected to do, or what belongs to an exercise
 * @param flags how it looks
 * @param name for a program that leaves its class files to later cells: the class's name
 * @param arguments what a program's {@code args} hold
 * @param file the file as authors name it, for example {@code content/en/07-races.md}
 * @param line the line of the opening fence, counted from 1
 */
public record Cell(
    String id,
    CellKind kind,
    CellText text,
    List<String> needs,
    CellLimits limits,
    Proof proof,
    Set<CellFlag> flags,
    Optional<String> name,
    List<String> arguments,
    String file,
    int line) {

  /** Copies the collections. */
  public Cell {
    needs = List.copyOf(needs);
    arguments = List.copyOf(arguments);
    flags = Set.copyOf(flags);
  }

  /** The visible text, without a final newline. */
  public String source() {
    return text.source();
  }

  /** The hidden lines that come first; empty when there are none. */
  public String before() {
    return text.before();
  }

  /** The hidden lines that follow; empty when there are none. */
  public String after() {
    return text.after();
  }

  /** How long the cell may run; empty for the server's default. */
  public Optional<Duration> timeout() {
    return limits.timeout();
  }

  /** What the cell declares; empty for an exercise. */
  public Optional<Expectation> expectation() {
    return proof instanceof Expectation expectation ? Optional.of(expectation) : Optional.empty();
  }

  /** What belongs to an exercise; empty for other kinds. */
  public Optional<Exercise> exercise() {
    return proof instanceof Exercise exercise ? Optional.of(exercise) : Optional.empty();
  }
}
