package interleave.agent;

import static interleave.agent.RecordedJvm.lane;
import static interleave.agent.RecordedJvm.longest;
import static interleave.agent.RecordedJvm.spans;
import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.SessionCommand;
import interleave.protocol.SessionReply.Part;
import interleave.protocol.Timeline;
import interleave.protocol.Timeline.Lane;
import interleave.protocol.Timeline.State;
import interleave.timeline.Drawing;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** However a recorded run ends, what its threads did until then is drawn. */
class RecordedEndsTest {
  private static final String SLEEPER =
      """
      var sleeper = Thread.ofPlatform().name("sleeper").daemon().start(() -> {
        try { Thread.sleep(60_000); } catch (InterruptedException e) { }
      });
      Thread.sleep(50);
      """;

  @AutoClose private final RecordedJvm jvm = new RecordedJvm();

  RecordedEndsTest() throws IOException {}

  @Test
  void aRunThatThrowsIsDrawnUntilItThrew() throws IOException {
    long run = jvm.start(SLEEPER + "throw new IllegalStateException();");
    Timeline timeline = jvm.drawn(run);
    assertThat(AgentJvm.of(Event.Threw.class, jvm.jvm().events(run))).hasSize(1);
    assertThat(longest(timeline, "main", State.SLEEPING).line()).isEqualTo(4);
    assertThat(longest(timeline, "sleeper", State.SLEEPING).toNanos()).isEqualTo(timeline.nanos());
    assertThat(lane(timeline, "sleeper").ended()).isFalse();
  }

  @Test
  void aRunThatIgnoresItsStopIsDrawnUntilThen() throws IOException {
    long run =
        jvm.start(
            """
            void spin() {
              System.out.println("spins");
              for (;;) {
                if (Thread.interrupted()) System.out.println("ignored");
              }
            }
            spin();
            """);
    jvm.jvm().awaitEvent(run, e -> AgentJvm.printed(List.of(e)).contains("spins"));
    jvm.jvm().send(new SessionCommand.Interrupt(run));
    jvm.jvm().awaitEvent(run, e -> AgentJvm.printed(List.of(e)).contains("ignored"));
    jvm.awaitDrawable(run);
    Timeline timeline = jvm.draw(run);
    assertThat(timeline.lanes()).extracting(Lane::thread).containsExactly("main");
    assertThat(spans(timeline, "main", State.PARKED)).isEmpty();
    assertThat(timeline.notes()).anyMatch(n -> n.contains("1 thread was still alive then"));
  }

  @Test
  void aRunThatEndsItsJvmIsDrawnBefore() throws Exception {
    long run = jvm.start(SLEEPER + "System.exit(3);");
    assertThat(jvm.jvm().awaitExit()).isEqualTo(3);
    Timeline timeline = jvm.draw(run);
    assertThat(longest(timeline, "main", State.SLEEPING).line()).isEqualTo(4);
    assertThat(timeline.lanes()).extracting(Lane::thread).contains("main", "sleeper");
  }

  @Test
  void aRunWhoseJvmIsKilledSendsNothing() throws Exception {
    long run = jvm.start(SLEEPER + "Runtime.getRuntime().halt(9);");
    assertThat(jvm.jvm().awaitExit()).isEqualTo(9);
    assertThat(jvm.bytes(run, Part.WATCHED)).isEmpty();
  }

  @Test
  void aPoolsWaitForTheResultOfATaskThatThrewIsDrawn() throws IOException {
    Timeline timeline =
        jvm.timeline(
            """
            var pool = Executors.newSingleThreadExecutor(r -> new Thread(r, "worker"));
            Callable<Integer> task = () -> { Thread.sleep(60); throw new IOException("no"); };
            try { pool.submit(task).get(); } catch (ExecutionException e) { }
            pool.shutdown();
            """);
    var waits = longest(timeline, "main", State.PARKED);
    assertThat(waits.line()).isEqualTo(3);
    assertThat(waits.on().orElse("")).startsWith("FutureTask@");
    assertThat(waits.toNanos())
        .isGreaterThanOrEqualTo(longest(timeline, "worker", State.SLEEPING).toNanos());
  }

  @Test
  void whatIsDrawnNamesTheTimeThatPassed() throws IOException {
    Timeline timeline = jvm.timeline("long t = System.nanoTime();\nThread.sleep(100);\n");
    var sleep = longest(timeline, "main", State.SLEEPING);
    assertThat(sleep.toNanos() - sleep.fromNanos()).isBetween(99_000_000L, timeline.nanos());
    assertThat(timeline.nanos() - sleep.toNanos()).isLessThan(50_000_000);
    assertThat(Drawing.of(new byte[0], jvm.lastWatched()).lanes()).hasSize(1);
  }
}
