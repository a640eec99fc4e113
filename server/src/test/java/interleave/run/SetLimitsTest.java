package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server whose operator has set limits of its own. */
@ExtendWith(SharedSessions.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SetLimitsTest {
  private static final String FORGED_QUIET =
      """
      var frames = new FileOutputStream("/proc/self/fd/3");
      for (int t = 0; t < 2; t++) Thread.ofPlatform().daemon().start(() -> { while (true); });
      // For every run there may be: nothing of it lives any more.
      for (long run = 0; run < 5_000; run++) {
        var quiet = java.nio.ByteBuffer.allocate(4 + 22);
        quiet.putInt(22).put((byte) 1).putLong(run).put((byte) 11).putInt(0).putInt(0).putInt(0);
        frames.write(quiet.array());
      }
      """;

  private final Sessions sessions;
  private final Reader reader;

  SetLimitsTest(Boxes boxes) throws Exception {
    sessions =
        new Sessions(
            boxes,
            SharedSessions.with(
                "session-heap=48m",
                "session-processes=5",
                "linger=2s",
                "idle=8s",
                "grace=8s",
                "spares=1"),
            (outcome, wall) -> {});
    sessions.awaitReady();
    reader = new Reader(sessions);
  }

  @AfterAll
  void end() {
    sessions.close();
  }

  @Test
  void theHeapOfASessionFollowsItsLimit() {
    Heard heard = reader.run("Runtime.getRuntime().maxMemory() >> 20");
    assertThat(heard.values())
        .singleElement()
        .satisfies(
            v -> {
              assertThat(Integer.parseInt(v)).isBetween(40, 48);
            });
    assertThat(reader.run("new byte[60 << 20]").finished().message())
        .contains("The heap of a session holds 48 MB.");
  }

  @Test
  void tooMuchProcessorTimeCostsAPoliteCellNoSession() {
    Reader polite = new Reader(sessions);
    polite.run("int kept = 5;");
    Heard heard =
        polite
            .start(
                Reader.frugal(
                    "while (!Thread.interrupted());",
                    a ->
                        new Allowance(
                            a.wall(), Duration.ofSeconds(1), a.memoryMiB(), a.outputBytes())))
            .untilOver();
    assertThat(heard.outcome()).as("%s", heard.told()).isEqualTo(Outcome.TOO_MUCH_CPU);
    assertThat(polite.run("kept").values()).containsExactly("5");
  }

  @Test
  void whatLivesOnTooLongIsCutOffAndTheReaderIsTold() {
    Heard polite =
        reader.run(
            "Thread.ofPlatform().start(() -> {\n"
                + "  try { Thread.sleep(600_000); } catch (InterruptedException e) { }\n"
                + "});");
    assertThat(polite.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(polite.of(Event.CutOff.class))
        .containsExactly(new Event.CutOff("What lived on of this cell was stopped after 2 s."));
    assertThat(polite.restarted()).isFalse();
  }

  @Test
  void processesOfASessionFollowTheirLimit() {
    Heard heard =
        reader.run(
            "for (int i = 0; i < 12; i++) new ProcessBuilder(\"/bin/sh\", \"-c\", \"read"
                + " line\").start();\nThread.sleep(600_000);");
    assertThat(heard.outcome()).as("%s", heard.told()).isEqualTo(Outcome.TOO_MANY_PROCESSES);
    assertThat(heard.finished().message()).contains("It had more than 5 processes at a time.");
  }

  @Test
  void aSessionThatComputesThoughNothingOfItIsSaidToRunIsEndedAndTheNextRunIsToldWhy()
      throws InterruptedException {
    Reader forger = new Reader(sessions);
    forger.start(FORGED_QUIET).untilOver();
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    Heard next = forger.run("1 + 1");
    while (!next.restarted() && System.nanoTime() < deadline) {
      Thread.sleep(500); // used from time to time, which does not hide what it computes
      next = forger.run("1 + 1");
    }
    assertThat(next.of(Event.Restarted.class))
        .containsExactly(
            new Event.Restarted(
                "Something went on computing after its cell was done, so its JVM was ended."));
  }
}
