package interleave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AgentLeaksTest {
  @AutoClose private final AgentJvm jvm = new AgentJvm();

  AgentLeaksTest() throws IOException {}

  @Test
  void threadsAreNamedWithTheLineThatMadeThem() throws IOException {
    long run =
        jvm.start(
            "cell",
            """
            var end = new CountDownLatch(1);
            void linger() { try { end.await(); } catch (InterruptedException e) { } }
            Thread.ofPlatform().name("p").start(() -> linger());
            Thread.ofVirtual().name("v").start(() -> {
              Thread.ofVirtual().name("w").start(() -> linger());
              linger();
            });
            """);
    var told =
        (Event.StillRunning)
            jvm.awaitEvent(run, e -> e instanceof Event.StillRunning l && l.threads().size() == 3);
    assertThat(told.threads())
        .allSatisfy(t -> assertThat(t.startedBy()).isEqualTo(Optional.of("cell")));
    assertThat(line(told, "p")).isEqualTo(3);
    assertThat(line(told, "v")).isEqualTo(4);
    assertThat(line(told, "w")).isEqualTo(5);
    assertThat(told.remarks()).isEmpty();
    jvm.run("end.countDown();");
    jvm.untilQuiet(run);
  }

  @Test
  void aPoolThatWasNeverShutDownIsNamedWithTheLineOfItsFirstUse() throws IOException {
    long run =
        jvm.start(
            "cell",
            """
            var pool = Executors.newFixedThreadPool(2);

            pool.submit(() -> {});
            pool.submit(() -> {}).get();
            """);
    var told =
        (Event.StillRunning)
            jvm.awaitEvent(run, e -> e instanceof Event.StillRunning l && !l.remarks().isEmpty());
    assertThat(told.remarks())
        .containsExactly(
            "A thread pool of 2 idle threads, first used at line 3, was never shut down.");
    jvm.run("pool.shutdown();");
    jvm.untilQuiet(run);
  }

  @Test
  void aTimerThatWasNeverCancelledIsNamed() throws IOException {
    long run =
        jvm.start(
            "cell",
            """
            java.util.Timer timer;
            void make() { timer = new java.util.Timer(); }
            make();
            """);
    var told =
        (Event.StillRunning)
            jvm.awaitEvent(run, e -> e instanceof Event.StillRunning l && !l.remarks().isEmpty());
    assertThat(told.threads()).extracting(Event.LiveThread::line).containsExactly(2);
    assertThat(told.remarks()).containsExactly("A Timer, made at line 2, was never cancelled.");
    jvm.run("timer.cancel();");
    jvm.untilQuiet(run);
  }

  @Test
  void afterVeryManyThreadsTheLineIsNoLongerLookedFor() throws IOException {
    long run =
        jvm.start(
            "cell",
            """
            for (int i = 0; i < 5_000; i++) Thread.ofVirtual().start(() -> {}).join();
            var end = new CountDownLatch(1);
            Thread.ofVirtual().name("late").start(() -> { try { end.await(); } catch (InterruptedException e) { } });
            """);
    var told =
        (Event.StillRunning)
            jvm.awaitEvent(run, e -> e instanceof Event.StillRunning l && l.threads().size() == 1);
    assertThat(line(told, "late")).isZero();
    assertThat(told.threads().getFirst().startedBy()).isEmpty();
    List<Event> after = jvm.run("end.countDown();");
    assertThat(AgentJvm.of(Event.Threw.class, after)).isEmpty();
    jvm.untilQuiet(run);
  }

  private static int line(Event.StillRunning told, String thread) {
    return told.threads().stream()
        .filter(t -> t.name().equals(thread))
        .findFirst()
        .orElseThrow()
        .line();
  }
}
