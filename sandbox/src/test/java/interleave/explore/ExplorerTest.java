package interleave.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.explore.result.Result;
import interleave.explore.result.Step;
import interleave.explore.result.Variable;
import interleave.explore.result.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorerTest {
  private static final String MANY =
      """
      static volatile int x;
      void main() throws Exception {
        Thread[] ts = new Thread[5];
        for (int i = 0; i < ts.length; i++) {
          ts[i] = new Thread(() -> { for (int k = 0; k < 20; k++) x++; });
          ts[i].start();
        }
        for (Thread t : ts) t.join();
      }
      """;

  @Test
  void theStepsOfALostUpdateAreTheReadersLinesAndValues() {
    Result.Failed failed = Sources.failed(Sources.listing("lost-update"));

    assertThat(failed.verdict()).isEqualTo(Verdict.ASSERTION);
    assertThat(failed.preemptions()).isEqualTo(1);
    assertThat(failed.steps())
        .filteredOn(step -> step.thread() > 0)
        .extracting(Step::text)
        .containsExactly("value → 0", "value → 0", "value = 1", "value = 1");
    assertThat(failed.steps())
        .filteredOn(s -> s.thread() > 0)
        .extracting(Step::line)
        .containsOnly(4);
    assertThat(failed.steps().getLast().variables()).containsExactly(new Variable("value", "1"));
    assertThat(failed.sentence()).contains("AssertionError", "line 10", "Counter.value", "race");
  }

  @Test
  void aDeadlockNamesWhoWaitsForWhatHeldByWhom() {
    Result.Failed failed = Sources.failed(Sources.listing("abba"));

    assertThat(failed.sentence())
        .contains("T1 waits for Object@", "held by T2 (line 4)", "T2 waits for", "(line 5)")
        .isNotEmpty();
  }

  @Test
  void aRaceNamesBothAccesses() {
    Result.Failed failed = Sources.failed(Sources.listing("publication-plain-flag"));

    assertThat(failed.verdict()).isEqualTo(Verdict.DATA_RACE);
    assertThat(failed.races()).isNotEmpty();
    assertThat(failed.sentence()).contains("T1", "T2", "reads it", "writes it", "nothing orders");
  }

  @Test
  void aRaceIsNotTheVerdictWhenItHasAConsequence() {
    Result.Failed failed = Sources.failed(Sources.listing("lost-update"));

    assertThat(failed.verdict()).isEqualTo(Verdict.ASSERTION);
    assertThat(failed.races()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lost-update",
        "abba",
        "buffer-if",
        "buffer-notify",
        "spin-for-ever",
        "livelock",
        "timed-wait-gives-up",
        "executor-lost-update",
        "double-checked",
        "aba-stack",
        "class-initialisers-deadlock",
        "interrupt-swallowed",
        "queue-not-linearizable"
      })
  void aScheduleIsReplayedToTheSameSteps(String program) {
    Explorer explorer = Sources.explorer(Sources.listing(program));
    Result.Failed failed = (Result.Failed) explorer.explore(Budget.standard(), Progress.none());

    Result.Failed again =
        (Result.Failed)
            Sources.explorer(Sources.listing(program)).replay(failed.schedule(), Budget.standard());

    assertThat(again.steps()).isEqualTo(failed.steps());
    assertThat(again.verdict()).isEqualTo(failed.verdict());
    assertThat(again.sentence()).isEqualTo(failed.sentence());
    assertThat(failed.schedule()).matches("[0-9x._]+");
  }

  @Test
  void whatIsNoScheduleIsRefused() {
    Explorer explorer = Sources.explorer(Sources.listing("lost-update"));

    assertThatThrownBy(() -> explorer.replay("1x2; rm", Budget.standard()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("This is no schedule");
  }

  @Test
  void noFewerPreemptionsWouldDo() {
    Explorer explorer = Sources.explorer(Sources.listing("peterson-wrong"));
    Result.Failed failed = (Result.Failed) explorer.explore(Budget.standard(), Progress.none());

    Result less =
        explorer.explore(
            Budget.standard().withPreemptions(failed.preemptions() - 1), Progress.none());

    assertThat(less)
        .satisfiesAnyOf(
            r -> assertThat(r).isInstanceOf(Result.Explored.class),
            r -> assertThat(((Result.Failed) r).verdict()).isEqualTo(Verdict.DATA_RACE));
  }

  @Test
  void aCorrectProgramIsNeverCalledCorrectBeyondTheBound() {
    Result.Explored explored =
        (Result.Explored)
            Sources.explorer(MANY).explore(Budget.standard().withPreemptions(0), Progress.none());

    assertThat(explored.exhausted()).isFalse();
    assertThat(explored.sentence())
        .isEqualTo(
            "No failure in %d schedules; all with at most 0 preemptions are among them."
                .formatted(explored.schedules()));
  }

  @Test
  void theBudgetOfSchedulesEndsTheSearch() {
    Result.Explored explored =
        (Result.Explored)
            Sources.explorer(MANY).explore(Budget.standard().withSchedules(50), Progress.none());

    assertThat(explored.schedules()).isEqualTo(50);
    assertThat(explored.stopped()).contains("50 schedules");
  }

  @Test
  void theBudgetOfTimeEndsTheSearch() {
    Result.Explored explored =
        (Result.Explored)
            Sources.explorer(MANY)
                .explore(
                    Budget.standard().withTime(Duration.ofMillis(50)).withSchedules(10_000_000),
                    Progress.none());

    assertThat(explored.stopped()).contains("0.05 seconds");
  }

  @Test
  void anInterruptCancels() throws InterruptedException {
    Explorer explorer = Sources.explorer(MANY);
    AtomicReference<Result> result = new AtomicReference<>();
    CountDownLatch under = new CountDownLatch(1);
    Thread thread =
        Thread.ofPlatform()
            .start(
                () ->
                    result.set(
                        explorer.explore(
                            Budget.standard()
                                .withTime(Duration.ofMinutes(10))
                                .withSchedules(Integer.MAX_VALUE),
                            (_, _) -> under.countDown())));
    under.await();
    thread.interrupt();
    thread.join();

    assertThat(((Result.Explored) result.get()).stopped()).contains("cancelled");
  }

  @Test
  void whatIsNotModelledIsNamedWithItsLine() {
    Result result =
        Sources.explore(
            """
            void main() throws Exception {
              var phaser = new java.util.concurrent.Phaser(1);
              phaser.arrive();
            }
            """);

    assertThat(result.unmodelled())
        .extracting(u -> u.call() + " " + u.line())
        .contains("Phaser.arrive 3");
  }

  @Test
  void aWaitOutsideTheModelEndsTheSearchWithASentence() {
    Result result =
        Sources.explore(
            """
            void main() throws Exception {
              var phaser = new java.util.concurrent.Phaser(2);
              phaser.arriveAndAwaitAdvance();
            }
            """);

    assertThat(result).isInstanceOf(Result.Stuck.class);
    assertThat(((Result.Stuck) result).sentence()).contains("main blocks in", "line 3");
  }

  @Test
  void noThreadIsLeftBehind() {
    Explorer explorer = Sources.explorer(Sources.listing("buffer-notify"));
    explorer.explore(Budget.standard(), Progress.none());

    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(t -> t.getName().startsWith("explorer") && !t.isInterrupted() && ours(t));
  }

  private static boolean ours(Thread thread) {
    return List.of(thread.getStackTrace()).stream()
        .anyMatch(frame -> frame.getClassName().startsWith("interleave.explore.search"));
  }

  @Test
  void anOrdinaryClassAndAMissingMethodAreTold() {
    Map<String, byte[]> classes =
        Sources.compile(
            "class Main { public static void main(String[] a) { assert a.length == 0; } }");

    assertThat(
            Explorer.of(Program.main(classes, "Main")).explore(Budget.standard(), Progress.none()))
        .isInstanceOf(Result.Explored.class);
    assertThatThrownBy(
            () -> Explorer.of(new Program(classes, List.of(new Program.Entry("Main", "none")))))
        .hasMessage("Class Main has no method none() to begin with.");
  }
}
