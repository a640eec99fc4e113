package interleave.run;

import interleave.protocol.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A reader with one chapter open, whom no test has seen before. */
final class Reader {
  private final Sessions sessions;
  private final SessionKey key;

  Reader(Sessions sessions) {
    this(sessions, UUID.randomUUID().toString(), "chapter");
  }

  private Reader(Sessions sessions, String name, String chapter) {
    this.sessions = sessions;
    this.key = new SessionKey(name, chapter);
  }

  /** The same reader in another chapter. */
  Reader in(String chapter) {
    return new Reader(sessions, key.reader(), chapter);
  }

  SessionKey key() {
    return key;
  }

  /** Runs a text as the cell {@code cell} and listens to the end. */
  Heard run(String text) {
    return start(cell("cell", text)).untilOver();
  }

  Heard start(String text) {
    return start(cell("cell", text));
  }

  Heard start(Cell cell) {
    return start(List.of(), cell, Set.of(), Map.of());
  }

  /** Runs a cell that builds on others. */
  Heard start(
      List<Cell> before, Cell cell, Set<String> believed, Map<String, Set<String>> dependents) {
    try {
      return new Heard(sessions.start(new RunRequest(key, before, cell, believed, dependents)));
    } catch (BusyException e) {
      throw new AssertionError(e);
    }
  }

  boolean stop(String cell) {
    return sessions.stop(key, cell);
  }

  boolean stop() {
    return stop("cell");
  }

  boolean type(String text) {
    return sessions.input(key, "cell", text, false);
  }

  static Cell cell(String id, String text) {
    return cell(id, text, SharedSessions.LIMITS.usual());
  }

  static Cell cell(String id, String text, Duration wall) {
    Allowance usual = SharedSessions.LIMITS.usual();
    return cell(id, text, new Allowance(wall, usual.cpu(), usual.memoryMiB(), usual.outputBytes()));
  }

  /** A cell that asks for less than usual of one thing. */
  static Cell frugal(String text, UnaryOperator<Allowance> less) {
    return cell("cell", text, less.apply(SharedSessions.LIMITS.usual()));
  }

  static Cell cell(String id, String text, Allowance allowance) {
    return new Cell(
        new Cell.Kind.Run(), Source.of(id, text), List.of(), allowance, Conditions.USUAL);
  }

  static Cell program(String text) {
    return new Cell(
        new Cell.Kind.Program(),
        Source.of("cell", text),
        List.of(),
        SharedSessions.LIMITS.usual(),
        Conditions.USUAL);
  }
}
