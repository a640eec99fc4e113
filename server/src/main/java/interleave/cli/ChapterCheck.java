package interleave.cli;

import interleave.book.Cell;
import interleave.book.CellKind;
import interleave.book.Chapter;
import interleave.book.Exercise;
import interleave.book.Expectation;
import interleave.book.SourceText;
import interleave.protocol.Event;
import interleave.run.Allowance;
import interleave.run.BusyException;
import interleave.run.RunRequest;
import interleave.run.Sessions;
import interleave.web.ChapterCells;
import interleave.web.Wishes;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs the cells of one chapter in a session of its own, and tells which differ. */
final class ChapterCheck {
  /** In two seconds the actors of a stress test meet millions of times. */
  private static final Duration SOON = Duration.ofMillis(2_500);

  /** How often a stress test is run at most, the short run among them. */
  private static final int COUNTS = 3;

  private final Chapter chapter;
  private final Sessions sessions;
  private final ChapterCells cells;
  private final PrintStream report;
  private int differences;

  ChapterCheck(Chapter chapter, Sessions sessions, PrintStream report) {
    this.chapter = chapter;
    this.sessions = sessions;
    this.report = report;
    this.cells = new ChapterCells(chapter, sessions.limits());
  }

  /** Returns how many cells are not as declared. */
  int run() throws InterruptedException {
    report.println(chapter.file() + ": " + chapter.cells().size() + " cells");
    for (Cell cell : chapter.cells()) {
      switch (cell.proof()) {
        case Expectation expectation -> tell(cell, cell.line(), "", difference(cell, expectation));
        case Exercise exercise -> checkExercise(cell, exercise);
      }
    }
    sessions.reset(key());
    return differences;
  }

  /**
   * A stress test that soon shows what it should needs no more time; any other has all of it, and
   * twice, for what is rare may be late where something else takes the processors.
   */
  private Optional<String> difference(Cell cell, Expectation expectation)
      throws InterruptedException {
    RunRequest whole = request(cell, cell.source());
    boolean counts =
        cell.kind() == CellKind.STRESS
            && expectation.outcome() instanceof interleave.book.Outcome.Completed;
    RunRequest next = counts ? shortened(whole) : whole;
    for (int tries = counts ? COUNTS : 1; ; tries--) {
      Observed observed = observe(cell, next);
      Optional<String> difference = expect(observed, expectation);
      if (difference.isEmpty() || tries == 1 || forbidden(observed, expectation).isPresent()) {
        return difference;
      }
      next = whole;
    }
  }

  private static RunRequest shortened(RunRequest whole) {
    interleave.run.Cell cell = whole.cell();
    Allowance all = cell.allowance();
    Duration wall = all.wall().compareTo(SOON) < 0 ? all.wall() : SOON;
    return new RunRequest(
        whole.session(),
        whole.before(),
        new interleave.run.Cell(
            cell.kind(),
            cell.source(),
            cell.checks(),
            new Allowance(wall, all.cpu(), all.memoryMiB(), all.outputBytes()),
            cell.conditions()),
        whole.believed(),
        whole.dependents());
  }

  private void checkExercise(Cell cell, Exercise exercise) throws InterruptedException {
    tell(cell, cell.line(), "the starter text", mustFail(observe(cell, cell.source())));
    for (SourceText broken : exercise.broken()) {
      Observed observed = observe(cell, broken.text());
      tell(
          cell,
          broken.line(),
          "a broken variant",
          mustCompile(observed).or(() -> mustFail(observed)));
    }
    SourceText solution = exercise.solution();
    Observed solved = observe(cell, solution.text());
    tell(
        cell,
        solution.line(),
        "the solution",
        solved.outcome().equals("completed")
            ? Optional.empty()
            : Optional.of("should pass its check, but " + solved.summary()));
  }

  private static Optional<String> mustCompile(Observed observed) {
    return observed.outcome().equals("rejected")
        ? Optional.of("should compile and fail its check, but " + observed.summary())
        : Optional.empty();
  }

  private static Optional<String> mustFail(Observed observed) {
    return observed.outcome().equals("completed")
        ? Optional.of("should fail its check, but passes")
        : Optional.empty();
  }

  private static Optional<String> expect(Observed observed, Expectation expectation) {
    String declared = expectation.outcome().eventName();
    boolean sameOutcome =
        observed.outcome().equals(declared)
            && switch (expectation.outcome()) {
              case interleave.book.Outcome.Threw(String exception) ->
                  observed.exception().equals(Optional.of(exception));
              case interleave.book.Outcome.Exited(int status) ->
                  observed.exit().equals(Optional.of(status));
              case interleave.book.Outcome.Completed _,
                  interleave.book.Outcome.Rejected _,
                  interleave.book.Outcome.TimedOut _,
                  interleave.book.Outcome.Died _,
                  interleave.book.Outcome.TooMuchOutput _,
                  interleave.book.Outcome.TooMuchMemory _,
                  interleave.book.Outcome.TooManyProcesses _,
                  interleave.book.Outcome.TooMuchCpu _,
                  interleave.book.Outcome.Deadlock _ ->
                  true;
            };
    if (!sameOutcome) {
      return Optional.of(
          "declares outcome=" + expectation.outcome().declared() + ", but " + observed.summary());
    }
    return found(observed, expectation).or(() -> printed(observed, expectation));
  }

  /** How what a laboratory found differs from what the author declared. */
  private static Optional<String> found(Observed observed, Expectation expectation) {
    if (!expectation.finds().equals(observed.verdict())
        && (expectation.finds().isPresent() || observed.verdict().isPresent())) {
      return Optional.of(
          "declares finds=%s, but the explorer finds %s"
              .formatted(
                  expectation.finds().orElse("?"),
                  observed.verdict().orElse("no schedule at all")));
    }
    return forbidden(observed, expectation)
        .or(
            () ->
                expectation.seen().stream()
                    .filter(
                        seen -> observed.outcomes().stream().noneMatch(row -> isSeen(row, seen)))
                    .findFirst()
                    .map(outcome -> "declares seen=\"" + outcome + "\", which was never seen"));
  }

  private static Optional<String> forbidden(Observed observed, Expectation expectation) {
    return observed.outcomes().stream()
        .filter(Event.Tally::isForbidden)
        .map(Event.Tally::outcome)
        .filter(outcome -> !expectation.seen().contains(outcome))
        .findFirst()
        .map(outcome -> "came to \"" + outcome + "\", which it forbids");
  }

  private static boolean isSeen(Event.Tally row, String outcome) {
    return row.outcome().equals(outcome) && row.count() > 0;
  }

  private static Optional<String> printed(Observed observed, Expectation expectation) {
    return expectation
        .differenceIn(observed.output())
        .map(difference -> difference + "; it printed:\n" + observed.output().indent(4));
  }

  private Observed observe(Cell cell, String text) throws InterruptedException {
    return observe(cell, request(cell, text));
  }

  private RunRequest request(Cell cell, String text) {
    return cells.request("check", cell, text, Map.of(), Set.of(), Wishes.NONE);
  }

  private Observed observe(Cell cell, RunRequest request) throws InterruptedException {
    try {
      return Observed.of(sessions.start(request), cell.expectation());
    } catch (BusyException e) {
      throw new IllegalStateException("a check has the server to itself", e);
    }
  }

  private void tell(Cell cell, int line, String variant, Optional<String> difference) {
    difference.ifPresent(
        d -> {
          differences++;
          report.println(
              cell.file()
                  + ":"
                  + line
                  + ": cell \""
                  + cell.id()
                  + "\" "
                  + (variant.isEmpty() ? "" : "(" + variant + ") ")
                  + d);
        });
  }

  private interleave.run.SessionKey key() {
    return new interleave.run.SessionKey("check", chapter.id());
  }
}
