package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import interleave.isolation.Diagnosis;
import interleave.isolation.Doctor;
import interleave.protocol.Event;
import interleave.protocol.Outcome;
import interleave.protocol.Source;
import interleave.protocol.Timeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behind the lesser wall a session may write to little; it is recorded all the same. */
class RecordedBehindLandlockTest {
  @Test
  void aRunIsRecordedWithTheClassesOfEarlierCells(@TempDir Path unused) throws Exception {
    Diagnosis diagnosis =
        Doctor.diagnose(Path.of(System.getProperty("java.home")), Doctor.Wall.LANDLOCK);
    assumeTrue(diagnosis.chosen().name().equals("landlock"), "no Landlock here");
    try (Boxes boxes = new Boxes(SandboxFiles.locate(unused), diagnosis);
        Sessions sessions = new Sessions(boxes, SharedSessions.LIMITS, (outcome, wall) -> {})) {
      sessions.awaitReady();
      Reader reader = new Reader(sessions);
      assertThat(
              reader
                  .run(
                      """
                      var enough = new AtomicBoolean(true);
                      class Box {
                        synchronized void nap() throws Exception {
                          do Thread.sleep(5); while (!enough.get());
                        }
                      }
                      var box = new Box();
                      box.nap();
                      """)
                  .outcome())
          .isEqualTo(Outcome.COMPLETED);
      Heard heard = reader.start(recorded(BLOCKED)).untilOver();
      assertThat(heard.outcome()).as("%s", heard.told()).isEqualTo(Outcome.COMPLETED);
      Timeline timeline = heard.of(Event.Drawn.class).getFirst().timeline();
      Timeline.Lane second =
          timeline.lanes().stream()
              .filter(l -> l.thread().equals("second"))
              .findFirst()
              .orElseThrow();
      assertThat(second.spans())
          .as("%s", timeline)
          .anyMatch(
              s ->
                  s.state() == Timeline.State.BLOCKED
                      && s.heldBy().equals(Optional.of("first"))
                      && s.toNanos() - s.fromNanos() > 20_000_000);
    }
  }

  private static final String BLOCKED =
      """
      void nap() { try { box.nap(); } catch (Exception e) { } }
      enough.set(false);
      var first = Thread.ofVirtual().name("first").start(() -> nap());
      while (first.getState() != Thread.State.TIMED_WAITING) Thread.sleep(1);
      var second = Thread.ofVirtual().name("second").start(() -> nap());
      while (second.getState() != Thread.State.BLOCKED) Thread.sleep(1);
      Thread.sleep(50);
      enough.set(true);
      first.join();
      second.join();
      """;

  private static Cell recorded(String text) {
    return new Cell(
        new Cell.Kind.Run(),
        Source.of("cell", text),
        List.of(),
        SharedSessions.LIMITS.usual(),
        new Conditions(64, true));
  }
}
