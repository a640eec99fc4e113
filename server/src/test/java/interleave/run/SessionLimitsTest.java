package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import interleave.protocol.Event;
import interleave.protocol.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server with room for two sessions, one for each reader, and for one run at a time. */
@ExtendWith(SharedSessions.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionLimitsTest {
  private static final String WAIT = "System.out.println(\"go\");\nnew CountDownLatch(1).await();";

  private static final RunLimits SMALL =
      SharedSessions.with("concurrent-runs=1", "sessions=2", "sessions-per-reader=1", "spares=1");

  private final BlockingQueue<Outcome> observed = new LinkedBlockingQueue<>();
  private final List<SessionKey> used = new ArrayList<>();
  private final Sessions sessions;

  SessionLimitsTest(Boxes boxes) throws Exception {
    sessions = new Sessions(boxes, SMALL, (outcome, wall) -> observed.add(outcome));
    sessions.awaitReady();
  }

  @AfterEach
  void empty() {
    used.forEach(sessions::reset);
    used.clear();
    assertThat(sessions.live()).isZero();
  }

  @AfterAll
  void end() {
    sessions.close();
  }

  @Test
  void theLongestIdleSessionMakesRoomAndItsReaderIsTold() {
    Reader first = reader();
    first.start(List.of(), Reader.cell("a", "int a = 1;"), Set.of(), Map.of()).untilOver();
    Reader second = reader();
    second.run("int b = 2;");
    assertThat(sessions.live()).isEqualTo(2);
    reader().run("int c = 3;");
    assertThat(sessions.live()).isEqualTo(2);
    assertThat(second.run("b").values()).containsExactly("2");
    Heard again =
        first.start(List.of(), Reader.cell("b", "1 + 1"), Set.of("a"), Map.of()).untilOver();
    assertThat(again.restarted()).isTrue();
    assertThat(again.values()).containsExactly("2");
  }

  @Test
  void aReaderWithTooManyChaptersGivesUpTheLongestIdle() {
    Reader reader = reader();
    reader.run("int a = 1;");
    other(reader).run("int b = 1;");
    assertThat(sessions.live()).isEqualTo(1);
    assertThat(reader.run("a").outcome()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void aReaderWhoseCellRunsCannotHaveAnotherSession() {
    Reader reader = reader();
    Heard running = reader.start(WAIT).awaitPrinted("go\n");
    assertThatExceptionOfType(BusyException.class)
        .isThrownBy(() -> start(other(reader)))
        .withMessage("Cells of 1 chapters are running for you already; stop one of them first.");
    reader.stop();
    assertThat(running.outcome()).isEqualTo(Outcome.STOPPED);
  }

  @Test
  void aFullServerSaysSo() {
    Reader first = reader();
    Heard running = first.start(WAIT).awaitPrinted("go\n");
    Reader second = reader();
    Heard waiting = second.start("1 + 1");
    assertThatExceptionOfType(BusyException.class)
        .isThrownBy(() -> start(reader()))
        .withMessage("All 2 sessions of this server are busy; please try again shortly.");
    assertThat(sessions.live()).isEqualTo(2);
    first.stop();
    running.untilOver();
    assertThat(waiting.untilOver().values()).containsExactly("2");
  }

  @Test
  void runsOfDifferentReadersQueueWhenTheServerIsBusy() {
    Reader first = reader();
    Heard running = first.start(WAIT).awaitPrinted("go\n");
    Reader second = reader();
    Heard waiting = second.start("1 + 1");
    assertThat(waiting.await(e -> e instanceof Event.Queued)).isEqualTo(new Event.Queued(1));
    assertThat(sessions.waiting()).isEqualTo(1);
    first.stop();
    running.untilOver();
    assertThat(waiting.untilOver().values()).containsExactly("2");
    assertThat(sessions.waiting()).isZero();
  }

  @Test
  void whoLeavesTheQueueMakesRoomInIt() {
    Reader first = reader();
    Heard running = first.start(WAIT).awaitPrinted("go\n");
    Reader second = reader();
    Heard waiting = second.start("1 + 1");
    waiting.await(e -> e instanceof Event.Queued);
    waiting.run().stop();
    assertThat(waiting.outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(sessions.waiting()).isZero();
    running.run().stop();
    assertThat(running.outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(second.run("2 + 2").values()).containsExactly("4");
  }

  @Test
  void whatLivesOnTakesNoPlace() {
    Reader first = reader();
    Heard lingering =
        first.start(
            "Thread.ofPlatform().start(() -> {\n"
                + "  try { Thread.sleep(600_000); } catch (InterruptedException e) { }\n"
                + "});");
    lingering.await(e -> e instanceof Event.StillRunning);
    assertThat(reader().run("1 + 1").values()).containsExactly("2");
    first.stop();
    lingering.untilOver();
  }

  @Test
  void theObserverIsToldEachOutcomeOnce() throws InterruptedException {
    observed.clear();
    Reader reader = reader();
    reader.run("1 + 1");
    reader.run("int x = \"text\";");
    reader.run("throw new Exception();");
    for (Outcome wanted : List.of(Outcome.COMPLETED, Outcome.REJECTED, Outcome.THREW)) {
      assertThat(observed.poll(20, TimeUnit.SECONDS)).isEqualTo(wanted);
    }
    assertThat(observed).isEmpty();
  }

  /** A reader whose session is closed after the test. */
  private Reader reader() {
    return noted(new Reader(sessions));
  }

  private Reader other(Reader reader) {
    return noted(reader.in("other"));
  }

  private Reader noted(Reader reader) {
    used.add(reader.key());
    return reader;
  }

  private Run start(Reader reader) throws BusyException {
    return sessions.start(
        new RunRequest(reader.key(), List.of(), Reader.cell("cell", "1 + 1"), Set.of(), Map.of()));
  }
}
