package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedSessions.class)
class IdleSessionsTest {
  private static final RunLimits IMPATIENT =
      SharedSessions.with(
          "concurrent-runs=4", "sessions=4", "sessions-per-reader=1", "idle=500ms", "spares=1");

  @Test
  void aSessionThatNobodyUsesIsClosedAndOneWithSomethingLivingIsNot(Boxes boxes) throws Exception {
    try (Sessions sessions = new Sessions(boxes, IMPATIENT, (outcome, wall) -> {})) {
      sessions.awaitReady();
      Reader busy = new Reader(sessions);
      Heard lingering =
          busy.start(
              "Thread.ofPlatform().start(() -> {\n"
                  + "  try { Thread.sleep(600_000); } catch (InterruptedException e) { }\n"
                  + "});");
      lingering.await(e -> e instanceof Event.StillRunning);
      Reader idle = new Reader(sessions);
      idle.run("int lost = 1;");
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (sessions.live() > 1 && System.nanoTime() < deadline) {
        Thread.sleep(20); // nobody is told of it
      }
      assertThat(sessions.live()).isEqualTo(1);
      assertThat(lingering.run().isOver()).isFalse();
      assertThat(idle.run("lost").outcome()).isEqualTo(Outcome.REJECTED);
      busy.stop();
      lingering.untilOver();
    }
  }
}
