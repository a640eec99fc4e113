package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.Outcome;
import interleave.protocol.Timeline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a run tells of its threads: deadlocks, what it is stuck at, the timeline, the cores. */
@ExtendWith(SharedSessions.class)
class ThreadsTest {
  private static final String TWO_LOCKS =
      """
      Object a = new Object(), b = new Object();
      void lock(Object x, Object y) {
        try {
          synchronized (x) {
            Thread.sleep(50);
            synchronized (y) {}
          }
        } catch (InterruptedException e) {}
      }
      var one = Thread.ofPlatform().daemon().name("one").start(() -> lock(a, b));
      var two = Thread.ofPlatform().daemon().name("two").start(() -> lock(b, a));
      """;

  private final Reader reader;

  ThreadsTest(Sessions sessions) {
    reader = new Reader(sessions);
  }

  @Test
  void aDeadlockEndsTheRunWhenNoThreadCanGoOn() {
    Heard heard = reader.run(TWO_LOCKS + "one.join();");
    assertThat(heard.outcome()).as("%s", heard.told()).isEqualTo(Outcome.DEADLOCK);
    assertThat(heard.of(Event.Deadlock.class).getLast())
        .satisfies(
            deadlock -> {
              assertThat(deadlock.hopeless()).isTrue();
              assertThat(deadlock.cycle()).extracting(Event.Wait::thread).contains("one", "two");
              assertThat(deadlock.cycle()).extracting(Event.Wait::line).containsOnly(6);
              assertThat(deadlock.cycle()).extracting(Event.Wait::heldSince).containsOnly(4);
            });
  }

  @Test
  void aCellThatFindsItsDeadlockItselfGoesOn() {
    Heard heard = reader.start(TWO_LOCKS + "System.out.println(one.join(Duration.ofSeconds(2)));");
    assertThat(heard.awaitFinished().outcome()).as("%s", heard.told()).isEqualTo(Outcome.COMPLETED);
    assertThat(heard.printed()).isEqualTo("false\n");
    assertThat(heard.of(Event.Deadlock.class).getFirst().hopeless()).isFalse();
    reader.stop();
    heard.untilOver();
  }

  @Test
  void aCellAtItsLimitTellsWhatItsThreadsDo() {
    Heard heard =
        reader
            .start(
                Reader.cell(
                    "cell",
                    "var latch = new CountDownLatch(1);\nlatch.await();",
                    Duration.ofSeconds(1)))
            .untilOver();
    assertThat(heard.outcome()).isEqualTo(Outcome.TIMEOUT);
    Event.Stuck stuck = heard.of(Event.Stuck.class).getFirst();
    assertThat(stuck.threads()).extracting(Event.Doing::thread).containsExactly("main");
    assertThat(stuck.threads().getFirst().line()).isEqualTo(2);
    assertThat(stuck.reading()).isPresent();
  }

  @Test
  void aRecordedRunIsDrawn() {
    Heard heard =
        reader
            .start(
                conditions(
                    """
                    var sleeper = Thread.ofPlatform().name("sleeper").start(() -> {
                      try { Thread.sleep(200); } catch (InterruptedException e) {}
                    });
                    sleeper.join();
                    """,
                    new Conditions(64, true)))
            .untilOver();
    assertThat(heard.outcome()).as("%s", heard.told()).isEqualTo(Outcome.COMPLETED);
    Timeline timeline = heard.of(Event.Drawn.class).getFirst().timeline();
    Timeline.Lane sleeper =
        timeline.lanes().stream()
            .filter(l -> l.thread().equals("sleeper"))
            .findFirst()
            .orElseThrow();
    assertThat(sleeper.spans())
        .filteredOn(s -> s.state() == Timeline.State.SLEEPING)
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.toNanos() - s.fromNanos()).isGreaterThan(150_000_000);
              assertThat(s.line()).isEqualTo(2);
            });
    assertThat(timeline.arrows())
        .extracting(Timeline.Arrow::deed)
        .contains(Timeline.Deed.START, Timeline.Deed.JOIN);
  }

  private static final String NAP = "Thread.sleep(60);\n";

  @Test
  void aRunThatThrowsIsDrawn() {
    assertNapIsDrawn(recorded(NAP + "throw new IllegalStateException();"), Outcome.THREW);
  }

  @Test
  void aStoppedRunIsDrawnWhetherItObeysOrNot() {
    for (String last : List.of("Thread.sleep(60_000);", "while (true) Thread.interrupted();")) {
      Heard heard = reader.start(conditions(NAP + "System.out.println(1);\n" + last, RECORDED));
      heard.awaitPrinted("1");
      reader.stop();
      assertNapIsDrawn(heard.untilOver(), Outcome.STOPPED);
    }
  }

  @Test
  void aRunAtItsLimitIsDrawnWhetherItObeysOrNot() {
    for (String last : List.of("Thread.sleep(60_000);", "while (true) Thread.interrupted();")) {
      Cell usual = Reader.cell("cell", NAP + last, Duration.ofMillis(1_500));
      Cell cell =
          new Cell(usual.kind(), usual.source(), usual.checks(), usual.allowance(), RECORDED);
      assertNapIsDrawn(reader.start(cell).untilOver(), Outcome.TIMEOUT);
    }
  }

  @Test
  void aDeadlockIsDrawnBlockedToTheEnd() {
    Heard heard = recorded(TWO_LOCKS + "one.join();");
    assertThat(heard.outcome()).as("%s", heard.told()).isEqualTo(Outcome.DEADLOCK);
    Timeline timeline = heard.of(Event.Drawn.class).getFirst().timeline();
    for (String thread : List.of("one", "two")) {
      Timeline.Lane lane =
          timeline.lanes().stream()
              .filter(l -> l.thread().equals(thread))
              .findFirst()
              .orElseThrow();
      assertThat(lane.spans().getLast().state()).isEqualTo(Timeline.State.BLOCKED);
      assertThat(lane.spans().getLast().heldBy()).contains(thread.equals("one") ? "two" : "one");
      assertThat(lane.toNanos()).isEqualTo(timeline.nanos());
    }
  }

  @Test
  void aRunThatEndsItsJvmIsDrawn() {
    assertNapIsDrawn(recorded(NAP + "System.exit(0);"), Outcome.EXITED);
  }

  @Test
  void aRunWhoseJvmIsKilledSaysThatNothingIsDrawn() {
    Heard heard = recorded(NAP + "Runtime.getRuntime().halt(137);");
    Timeline timeline = heard.of(Event.Drawn.class).getFirst().timeline();
    assertThat(timeline.lanes()).isEmpty();
    assertThat(timeline.notes()).singleElement().asString().startsWith("Nothing is drawn");
  }

  private static final Conditions RECORDED = new Conditions(64, true);

  private Heard recorded(String text) {
    return reader.start(conditions(text, RECORDED)).untilOver();
  }

  private static void assertNapIsDrawn(Heard heard, Outcome outcome) {
    assertThat(heard.outcome()).as("%s", heard.told()).isEqualTo(outcome);
    Timeline timeline = heard.of(Event.Drawn.class).getFirst().timeline();
    assertThat(timeline.lanes().getFirst().spans())
        .as("%s", timeline)
        .anyMatch(
            s ->
                s.state() == Timeline.State.SLEEPING
                    && s.line() == 1
                    && s.toNanos() - s.fromNanos() > 55_000_000);
  }

  @Test
  void aRunThatWasNotToBeRecordedIsNotDrawn() {
    assertThat(reader.run("1 + 1").of(Event.Drawn.class)).isEmpty();
  }

  @Test
  void aCellRunsOnAsManyCoresAsTheReaderChose() {
    String asks = "Thread.sleep(100);\nRuntime.getRuntime().availableProcessors()";
    Heard one = reader.start(conditions(asks, new Conditions(1, false))).untilOver();
    assertThat(one.values()).as("%s", one.told()).containsExactly("1");
    assertThat(one.finished().cores()).isEqualTo(1);
    int all = Runtime.getRuntime().availableProcessors();
    Heard after = reader.start(conditions(asks, Conditions.USUAL)).untilOver();
    assertThat(after.values()).containsExactly(String.valueOf(all));
    assertThat(after.finished().cores()).isEqualTo(all);
  }

  private static Cell conditions(String text, Conditions conditions) {
    return new Cell(
        new Cell.Kind.Run(),
        interleave.protocol.Source.of("cell", text),
        List.of(),
        SharedSessions.LIMITS.usual(),
        conditions);
  }
}
