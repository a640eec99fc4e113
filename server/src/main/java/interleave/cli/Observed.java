package interleave.cli;

import interleave.book.Expectation;
import interleave.protocol.Event;
import interleave.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run of a cell was seen to do.
 *
 * @param outcome its public name
 * @param exception the class of the exception that ended it
 * @param exit the exit status of its JVM, if that ended
 * @param output all it printed to {@code System.out}, and the values it showed
 * @param problems what the compiler said, and the server
 * @param outcomes what a stress test counted, at its end
 * @param verdict what the explorer found: that of a schedule, or {@link Expectation#NOTHING}
 */
record Observed(
    String outcome,
    Optional<String> exception,
    Optional<Integer> exit,
    String output,
    String problems,
    List<Event.Tally> outcomes,
    Optional<String> verdict) {

  /** How long late output is waited for after the cell's own code is done. */
  private static final Duration LATE = Duration.ofSeconds(3);

  /** Drains a run; what lives on is stopped as soon as the expectation is met. */
  static Observed of(Run run, Optional<Expectation> expectation) throws InterruptedException {
    Observer observer = new Observer();
    while (!run.isOver() && !observer.seenEnough(expectation)) {
      for (Run.Told told : run.take(Duration.ofMillis(200))) {
        observer.see(told);
      }
    }
    run.stop();
    while (!run.isOver()) {
      run.take(Duration.ofMillis(200)).forEach(observer::see);
    }
    return observer.observed();
  }

  /** One clause on how it went, for a report. */
  String summary() {
    return "it ended as "
        + outcome
        + exception.map(e -> " by " + e).orElse("")
        + exit.map(e -> " with status " + e).orElse("")
        + (problems.isEmpty() ? "" : ":\n" + problems.indent(4).stripTrailing());
  }

  private static final class Observer {
    private final StringBuilder output = new StringBuilder();
    private final StringBuilder problems = new StringBuilder();
    private Optional<Event.Finished> finished = Optional.empty();
    private Optional<String> exception = Optional.empty();
    private List<Event.Tally> outcomes = List.of();
    private Optional<String> verdict = Optional.empty();
    private long finishedAt;

    boolean seenEnough(Optional<Expectation> expectation) {
      return finished.isPresent()
          && (System.nanoTime() - finishedAt > LATE.toNanos()
              || expectation.flatMap(e -> e.differenceIn(output.toString())).isEmpty());
    }

    void see(Run.Told told) {
      switch (told.event()) {
        case Event.Output(var stream, _, _, String text, _)
            when stream == Event.Stream.OUT && told.cell().isEmpty() ->
            output.append(text);
        case Event.Value(_, _, String text) when told.cell().isEmpty() ->
            output.append(text).append('\n');
        case Event.Problem problem -> problems.append(problem.message()).append('\n');
        case Event.Threw threw -> {
          problems.append(threw.exception()).append(": ");
          problems.append(threw.message().orElse("")).append('\n');
          if (threw.thread().equals("main")) {
            exception = Optional.of(threw.exception());
          }
        }
        case Event.Outcomes(List<Event.Tally> rows, _) -> outcomes = rows;
        case Event.Schedule schedule -> verdict = Optional.of(schedule.verdict().publicName());
        case Event.Explored _ -> verdict = Optional.of(Expectation.NOTHING);
        case Event.Remark(String sentence) -> problems.append(sentence).append('\n');
        case Event.Finished end -> {
          finished = Optional.of(end);
          finishedAt = System.nanoTime();
          end.message().ifPresent(m -> problems.append(m).append('\n'));
        }
        default -> {}
      }
    }

    Observed observed() {
      return new Observed(
          finished.map(f -> f.outcome().publicName()).orElse("nothing"),
          exception,
          finished.flatMap(Event.Finished::exit),
          output.toString(),
          problems.toString(),
          outcomes,
          verdict);
    }
  }
}
