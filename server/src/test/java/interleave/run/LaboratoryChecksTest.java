package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.Outcome;
import interleave.protocol.Source;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Exercises that the explorer judges, apart from the session of their chapter. */
@ExtendWith(SharedSessions.class)
class LaboratoryChecksTest {
  private static final String UNGUARDED = "class Counter { int value; void inc() { value++; } }";
  private static final String GUARDED =
      "class Counter { int value; synchronized void inc() { value++; } }";

  private final Reader reader;

  LaboratoryChecksTest(Sessions sessions) {
    reader = new Reader(sessions);
  }

  @Test
  void whatTheExplorerFindsFailsTheCheckInItsWords() {
    Heard heard =
        exercise(UNGUARDED, "a.join(); b.join(); assert counter.value == 2 : \"one is lost\";");
    assertThat(heard.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(heard.of(Event.Finished.class).getFirst().message().orElseThrow())
        .contains("one is lost");
    assertThat(heard.of(Event.Schedule.class)).hasSize(1);
  }

  @Test
  void theSessionKeepsWhatItHeldWhileACheckIsExploredApart() {
    reader.start(Reader.cell("first", "int kept = 5;")).untilOver();
    Heard heard = exercise(GUARDED, "a.join(); b.join(); assert counter.value == 2;");
    assertThat(heard.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(heard.of(Event.Explored.class).getFirst().exhausted()).isTrue();
    assertThat(heard.of(Event.Restarted.class)).isEmpty();
    Heard after = reader.start(Reader.cell("last", "System.out.print(kept);")).untilOver();
    assertThat(after.of(Event.Restarted.class)).isEmpty();
    assertThat(after.printed()).isEqualTo("5");
  }

  @Test
  void codeThatCannotBeExploredHasNotPassed() {
    Heard heard = exercise(GUARDED, "new Phaser(2).arriveAndAwaitAdvance();");
    assertThat(heard.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(heard.of(Event.Finished.class).getFirst().message().orElseThrow())
        .contains("no result");
    assertThat(heard.of(Event.Remark.class))
        .extracting(Event.Remark::sentence)
        .anyMatch(sentence -> sentence.contains("Phaser"));
  }

  private Heard exercise(String text, String end) {
    String whole =
        text
            + "\nvoid main() throws InterruptedException {"
            + "\n  Counter counter = new Counter();"
            + "\n  Thread a = new Thread(counter::inc), b = new Thread(counter::inc);"
            + "\n  a.start(); b.start();\n  "
            + end
            + "\n}";
    return reader
        .start(
            new Cell(
                new Cell.Kind.Run(),
                Source.of("exercise", text),
                List.of(
                    new Cell.Check(
                        new Cell.Kind.Explore(Optional.empty()), Source.of("exercise", whole))),
                SharedSessions.LIMITS.usual(),
                Conditions.USUAL))
        .untilOver();
  }
}
