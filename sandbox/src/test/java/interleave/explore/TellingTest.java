package interleave.explore;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.explore.result.Repetitions;
import interleave.explore.result.Result;
import interleave.explore.result.Step;
import interleave.explore.result.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the steps of a failing schedule say. */
class TellingTest {

  @ParameterizedTest
  @ValueSource(strings = {"lost-update", "buffer-if", "queue-not-linearizable", "aba-stack"})
  void theLastStepIsTheFailureAtItsLine(String program) {
    Result.Failed failed = Sources.failed(Sources.listing(program));

    Step last = failed.steps().getLast();
    assertThat(last.text()).startsWith("throws ");
    assertThat(failed.sentence())
        .startsWith(last.name() + " ends with " + last.text().substring("throws ".length()))
        .contains("(line " + last.line() + ")");
    assertThat(last.source()).isEqualTo("Main.java");
  }

  @Test
  void theStepAfterAPreemptionNamesWhoCouldHaveGoneOn() {
    Result.Failed failed = Sources.failed(Sources.listing("lost-update"));

    assertThat(failed.steps())
        .filteredOn(step -> !step.preempts().isEmpty())
        .extracting(step -> step.name() + " preempts " + step.preempts())
        .containsExactly("T2 preempts T1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abba", "peterson-wrong", "counter-get-then-set", "double-checked"})
  void asManyStepsPreemptAsTheResultCounts(String program) {
    Result.Failed failed = Sources.failed(Sources.listing(program));

    assertThat(failed.steps())
        .filteredOn(step -> !step.preempts().isEmpty())
        .hasSize(failed.preemptions());
  }

  @Test
  void aThreadThatSpinsIsToldWithItsLineAndItsTurnsAreFolded() {
    Result.Failed failed = Sources.failed(Sources.listing("spin-for-ever"));

    assertThat(failed.verdict()).isEqualTo(Verdict.NO_PROGRESS);
    assertThat(failed.sentence()).contains("T1 spins (line 4)");
    assertThat(failed.steps()).hasSizeGreaterThan(100);
    assertThat(Repetitions.folded(failed.steps()))
        .extracting(step -> step.name() + " " + step.line() + " " + step.text())
        .containsExactly(
            "main 5 start T1",
            "main 6 waits for the end of T1",
            "T1 4 ready → false",
            "T1 4 repeats line 4 another %d times".formatted(failed.steps().size() - 3));
  }

  @Test
  void eachThreadOfADeadlockEndsWithWhatItWaitsFor() {
    Result.Failed failed = Sources.failed(Sources.listing("abba"));

    assertThat(failed.steps().stream().filter(step -> step.text().startsWith("waits for ")))
        .extracting(Step::name)
        .containsExactlyInAnyOrder("main", "T1", "T2");
  }

  @Test
  void roundsOfSeveralLinesAndThreadsAreFoldedAndTheLastValuesStay() {
    Result.Failed failed =
        Sources.failed(
            """
            static int n;
            void main() throws Exception {
              Thread t = new Thread(() -> {
                for (int i = 0; i < 300; i++) {
                  synchronized (this) {
                    n++; } } });
              t.start();
              for (int i = 0; i < 300; i++) {
                synchronized (this) {
                  n++;
                }
              }
              t.join();
              assert n < 600;
            }
            """);

    List<Step> folded = Repetitions.folded(failed.steps());

    assertThat(failed.steps()).hasSizeGreaterThan(2_000);
    assertThat(folded).hasSizeLessThan(40);
    assertThat(folded)
        .extracting(Step::text)
        .anyMatch(text -> text.matches("repeats lines 9–1[01] another \\d+ times"))
        .anyMatch(text -> text.matches("main and T1 repeat lines 5–6, 9–1[01] another \\d+ times"));
    assertThat(folded.getLast()).isEqualTo(failed.steps().getLast());
    assertThat(folded)
        .allSatisfy(
            step ->
                assertThat(failed.steps()).extracting(Step::variables).contains(step.variables()));
  }

  @Test
  void stepsThatAreNotRepeatedStayAsTheyAre() {
    Result.Failed failed = Sources.failed(Sources.listing("lost-update"));

    assertThat(Repetitions.folded(failed.steps())).isEqualTo(failed.steps());
  }

  @Test
  void lookingForAnOrderThatExplainsAHistoryIsNoStep() {
    Result.Failed failed = Sources.failed(Sources.listing("queue-not-linearizable"));

    assertThat(failed.steps())
        .extracting(Step::text)
        .noneMatch(text -> text.contains("ArrayDeque"));
  }
}
