package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedSessions.class)
class NeedsTest {
  private static final Cell BASE =
      Reader.cell("base", "int base = 20;\nSystem.out.println(\"base runs\");");
  private static final Cell MIDDLE =
      Reader.cell("middle", "int middle = base + 1;\nSystem.out.println(\"middle runs\");");
  private static final Cell TOP = Reader.cell("top", "middle * 2");
  private static final Map<String, Set<String>> DEPENDENTS =
      Map.of("base", Set.of("middle", "top"), "middle", Set.of("top"));

  private final Reader reader;

  NeedsTest(Sessions sessions) {
    reader = new Reader(sessions);
  }

  @Test
  void whatACellBuildsOnRunsFirstAndOnlyOnce() {
    Heard first = start(TOP);
    assertThat(first.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(first.ranFirst()).containsExactly("base", "middle");
    assertThat(first.values()).containsExactly("42");
    Heard again = start(TOP);
    assertThat(again.untilOver().ranFirst()).isEmpty();
    assertThat(again.values()).containsExactly("42");
  }

  @Test
  void whatANeededCellSaysIsToldUnderItsName() {
    Heard heard = start(TOP).untilOver();
    assertThat(heard.told())
        .filteredOn(t -> t.event() instanceof Event.Output)
        .extracting(Run.Told::cell, t -> ((Event.Output) t.event()).text())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Optional.of("base"), "base runs\n"),
            org.assertj.core.groups.Tuple.tuple(Optional.of("middle"), "middle runs\n"));
    assertThat(heard.told())
        .filteredOn(t -> t.event() instanceof Event.Ran)
        .allSatisfy(t -> assertThat(t.cell()).contains(((Event.Ran) t.event()).cell()));
    assertThat(heard.told())
        .filteredOn(t -> t.event() instanceof Event.Value || t.event() instanceof Event.Finished)
        .hasSize(2)
        .allSatisfy(t -> assertThat(t.cell()).isEmpty());
  }

  @Test
  void aCellThatRunsAnewMakesThoseThatBuildOnItRunAgain() {
    start(TOP).untilOver();
    Cell changed = Reader.cell("base", "int base = 99;");
    reader.start(List.of(), changed, Set.of(), DEPENDENTS).untilOver();
    Heard heard = reader.start(List.of(changed, MIDDLE), TOP, Set.of(), DEPENDENTS).untilOver();
    assertThat(heard.ranFirst()).containsExactly("middle");
    assertThat(heard.values()).containsExactly("200");
  }

  @Test
  void aNeededCellThatFailsEndsTheRunAndSaysWhich() {
    Cell failing = Reader.cell("base", "int base = 1 / 0;");
    Heard heard = reader.start(List.of(failing, MIDDLE), TOP, Set.of(), DEPENDENTS).untilOver();
    assertThat(heard.outcome()).isEqualTo(Outcome.THREW);
    assertThat(heard.finished().message())
        .contains("The cell \"base\", which this one builds on, did not complete.");
    assertThat(heard.ranFirst()).isEmpty();
    assertThat(heard.told())
        .filteredOn(t -> t.event() instanceof Event.Threw)
        .singleElement()
        .satisfies(t -> assertThat(t.cell()).contains("base"));
    assertThat(start(TOP).untilOver().ranFirst()).containsExactly("base", "middle");
  }

  @Test
  void aNeededCellThatDoesNotCompileIsRejectedUnderItsName() {
    Cell wrong = Reader.cell("base", "int base = \"text\";");
    Heard heard = reader.start(List.of(wrong), TOP, Set.of(), DEPENDENTS).untilOver();
    assertThat(heard.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(heard.told())
        .filteredOn(t -> t.event() instanceof Event.Problem)
        .singleElement()
        .satisfies(t -> assertThat(t.cell()).contains("base"));
  }

  @Test
  void whatThePageBelievesAndTheServerDoesNotHoldIsToldAndRunAgain() {
    Heard heard =
        reader.start(List.of(BASE, MIDDLE), TOP, Set.of("base", "middle"), DEPENDENTS).untilOver();
    assertThat(heard.of(Event.Restarted.class))
        .singleElement()
        .extracting(Event.Restarted::reason)
        .isEqualTo("The server no longer holds what the cells of this page left.");
    assertThat(heard.ranFirst()).containsExactly("base", "middle");
    assertThat(heard.values()).containsExactly("42");
  }

  @Test
  void whatThePageRightlyBelievesRestartsNothing() {
    start(TOP).untilOver();
    Heard heard =
        reader
            .start(List.of(BASE, MIDDLE), TOP, Set.of("base", "middle", "top"), DEPENDENTS)
            .untilOver();
    assertThat(heard.restarted()).isFalse();
    assertThat(heard.ranFirst()).isEmpty();
  }

  @Test
  void afterARestartEverythingRunsAgain() {
    start(TOP).untilOver();
    assertThat(reader.run("System.exit(0);").restarted()).isTrue();
    assertThat(start(TOP).untilOver().ranFirst()).containsExactly("base", "middle");
  }

  private Heard start(Cell cell) {
    return reader.start(List.of(BASE, MIDDLE), cell, Set.of(), DEPENDENTS);
  }
}
