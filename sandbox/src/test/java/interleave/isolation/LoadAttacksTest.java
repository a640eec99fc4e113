package interleave.isolation;

import static interleave.isolation.Doctor.Wall.BUBBLEWRAP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import interleave.isolation.Doctor.Wall;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attacks that load the processors and the server's ears, and bear on others by that. */
@EnabledOnOs(OS.LINUX)
class LoadAttacksTest {

  @RegisterExtension static final AttackSuite SUITE = new AttackSuite("processors and output");

  private static final String FLOOD =
      """
      var written = new java.util.concurrent.atomic.AtomicLong();
      Thread.ofPlatform().daemon().start(() -> {
        byte[] chunk = new byte[1024];
        Arrays.fill(chunk, (byte) 'x');
        try (var out = new FileOutputStream("/proc/self/fd/1")) {
          for (; ; written.addAndGet(chunk.length)) out.write(chunk);
        } catch (IOException e) {
          written.set(-1);
        }
      });
      long before = -1;
      while (before != written.get() || before <= 0) {
        before = written.get();
        Thread.sleep(300);
      }
      try (var frames = new PrintStream(new FileOutputStream("/proc/self/fd/3"))) {
        frames.println(before / 1024);
      }
      Thread.sleep(1_000_000);
      """;

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void aFloodOfOutputStandsStillWhenNobodyReadsIt(Wall wall) throws Exception {
    try (BoxedProcess boxed = SUITE.trials(wall).start(FLOOD)) {
      var frames = new BufferedReader(new InputStreamReader(boxed.frames(), UTF_8));
      long kibibytes = Long.parseLong(frames.readLine());
      assertThat(kibibytes).isBetween(1L, 1024L);
      List<Long> pids = Trials.processesOf(boxed.pid());
      boxed.kill();
      Trials.assertGoneWithinASecond(pids);
      SUITE.judge(
          "a flood of output",
          wall,
          "pipe back-pressure",
          "stood still after \\d+ KiB, killed within a second",
          "stood still after " + kibibytes + " KiB, killed within a second");
    }
  }

  @ParameterizedTest
  @EnumSource(names = "BUBBLEWRAP")
  void theSameFloodGoesOnWhereItIsRead(Wall wall) throws Exception {
    try (BoxedProcess boxed = SUITE.trials(wall).start(FLOOD)) {
      int read = boxed.raw().readNBytes(8 << 20).length >> 20;
      SUITE.judge(
          "a flood of output",
          new Attack.Trial(
              wall,
              Optional.of(UnaryOperator.identity()),
              "pipe back-pressure",
              "8 MiB read",
              Optional.empty(),
              ""),
          read + " MiB read");
    }
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void spinningThreadsDoNotKeepAnotherBoxFromAnswering(Wall wall) throws Exception {
    try (BoxedProcess hog =
        SUITE
            .trials(wall)
            .start(
                """
                for (int i = 0; i < 16; i++)
                  Thread.ofPlatform().daemon().start(() -> { while (true) Thread.onSpinWait(); });
                say("spinning");
                Thread.sleep(1_000_000);
                """)) {
      assertThat(Trials.readLine(hog.raw())).isEqualTo("spinning");
      long start = System.nanoTime();
      String answer = SUITE.trials(wall).line("say(\"here\");");
      long seconds = NANOSECONDS.toSeconds(System.nanoTime() - start);
      assertThat(hog.exit()).isNotDone();
      assertThat(seconds).isLessThan(30);
      SUITE.judge(
          "16 spinning threads beside another box",
          wall,
          wall == BUBBLEWRAP ? "the scheduler; cgroup weight and quota" : "the scheduler",
          "here",
          answer);
    }
  }
}
