package interleave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.engine.Texts;
import interleave.protocol.EngineReply;
import interleave.protocol.Event;
import interleave.protocol.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplorationTest {

  @Test
  void whatTheSentenceSaysNoRemarkRepeats() {
    Event.Schedule told =
        schedule(
            """
            static int value;
            void main() throws Exception {
              Thread a = new Thread(() -> value++), b = new Thread(() -> value++);
              a.start(); b.start(); a.join(); b.join();
              assert value == 2;
            }
            """);

    assertThat(told.sentence()).contains("nothing orders the two");
    assertThat(told.remarks()).noneMatch(told.sentence()::contains);
    assertThat(told.steps())
        .filteredOn(step -> step.preempts().isPresent())
        .singleElement()
        .satisfies(step -> assertThat(step.thread()).isEqualTo("T2"))
        .satisfies(step -> assertThat(step.preempts()).contains("T1"));
  }

  @Test
  void aThreadThatSpinsForEverTakesFewSteps() {
    Event.Schedule told =
        schedule(
            """
            static volatile boolean ready;
            void main() {
              while (!ready) {
                Thread.onSpinWait();
              }
            }
            """);

    assertThat(told.verdict()).isEqualTo(Event.Verdict.NO_PROGRESS);
    assertThat(told.sentence()).contains("main spins (line ");
    assertThat(told.steps())
        .hasSizeLessThan(10)
        .last()
        .satisfies(step -> assertThat(step.text()).matches("repeats line 3 another \\d{3} times"));
  }

  private static Event.Schedule schedule(String text) {
    List<Event> events = new ArrayList<>();
    try (Texts texts = new Texts()) {
      EngineReply.Compiled program = texts.program("cell", text);
      ReaderClasses classes = new ReaderClasses(ExplorationTest.class.getClassLoader());
      classes.define(program.classes());
      Exploration.run(
          new Step.Explore(List.of(), program.steps(), Optional.empty(), 0),
          new Laboratory(classes, events::add));
    }
    return events.stream()
        .filter(Event.Schedule.class::isInstance)
        .map(Event.Schedule.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no schedule among " + events));
  }
}
