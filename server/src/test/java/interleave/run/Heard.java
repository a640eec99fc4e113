package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Listens to one run, and holds it to what is promised of every run. */
final class Heard {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Run run;
  private final List<Run.Told> told = new ArrayList<>();

  Heard(Run run) {
    this.run = run;
  }

  Run run() {
    return run;
  }

  /** Listens until something is told, of whichever cell. */
  Event await(Predicate<Event> wanted) {
    int looked = 0;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      for (; looked < told.size(); looked++) {
        if (wanted.test(told.get(looked).event())) {
          return told.get(looked).event();
        }
      }
      if (run.isOver() || System.nanoTime() > deadline) {
        throw new AssertionError("it was not told; told was " + told);
      }
      told.addAll(take());
    }
  }

  /** Listens until the requested cell has printed a text. */
  Heard awaitPrinted(String text) {
    await(e -> printed().contains(text));
    return this;
  }

  /** Listens until the cell's own code is done. */
  Event.Finished awaitFinished() {
    return (Event.Finished) await(e -> e instanceof Event.Finished);
  }

  /**
   * Listens to the end of the stream, and checks that the run finished exactly once, and told
   * nothing after that but what may come late.
   */
  Heard untilOver() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!run.isOver()) {
      assertThat(System.nanoTime())
          .as("still open after %s: %s", PATIENCE, told)
          .isLessThan(deadline);
      told.addAll(take());
    }
    assertThat(of(Event.Finished.class)).as("ends told in %s", told).hasSize(1);
    assertThat(events().dropWhile(e -> !(e instanceof Event.Finished)).skip(1))
        .allMatch(
            e ->
                e instanceof Event.Output
                    || e instanceof Event.Threw
                    || e instanceof Event.StillRunning
                    || e instanceof Event.Drawn
                    || e instanceof Event.Deadlock
                    || e instanceof Event.ProcessStarted
                    || e instanceof Event.ProcessEnded
                    || e instanceof Event.InputWanted
                    || e instanceof Event.CutOff
                    || e instanceof Event.Restarted);
    return this;
  }

  Event.Finished finished() {
    return untilOver().of(Event.Finished.class).getFirst();
  }

  Outcome outcome() {
    return finished().outcome();
  }

  /** What the requested cell printed to {@code System.out}, or past it. */
  String printed() {
    return told.stream()
        .filter(t -> t.cell().isEmpty())
        .map(Run.Told::event)
        .filter(e -> e instanceof Event.Output o && o.stream() == Event.Stream.OUT)
        .map(e -> ((Event.Output) e).text())
        .collect(Collectors.joining());
  }

  /** Texts of the values that were shown. */
  List<String> values() {
    return of(Event.Value.class).stream().map(Event.Value::text).toList();
  }

  /** The sentences of all problems. */
  List<String> problems() {
    return of(Event.Problem.class).stream().map(Event.Problem::message).toList();
  }

  boolean restarted() {
    return !of(Event.Restarted.class).isEmpty();
  }

  <T extends Event> List<T> of(Class<T> kind) {
    return events().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Ids of the needed cells that were run first, in order. */
  List<String> ranFirst() {
    return of(Event.Ran.class).stream().map(Event.Ran::cell).toList();
  }

  List<Run.Told> told() {
    return List.copyOf(told);
  }

  private java.util.stream.Stream<Event> events() {
    return told.stream().map(Run.Told::event);
  }

  private List<Run.Told> take() {
    try {
      return run.take(Duration.ofMillis(100));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
