package interleave.isolation;

import static interleave.isolation.Doctor.Wall.BUBBLEWRAP;
import static interleave.isolation.Doctor.Wall.LANDLOCK;
import static interleave.isolation.Doctor.Wall.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import interleave.isolation.Doctor.Wall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attacks that end other processes, or outlive their own end. */
@EnabledOnOs(OS.LINUX)
class LifetimeAttacksTest {

  @RegisterExtension static final AttackSuite SUITE = new AttackSuite("signals and lifetimes");

  private static final String GONE = "all gone within a second, exit code 137";

  /** Tells the pid of a child that left the tree, and ends with the server's commands. */
  private static final String ORPHAN =
      """
      var builder = new ProcessBuilder("/bin/sh", "-c", "\\"$@\\" & echo $!", "sh",
          System.getProperty("java.home") + "/bin/java", "-Xmx16m", "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
          "-cp", System.getProperty("java.class.path"), "Detached");
      %s
      var lines = builder.start().inputReader();
      String pid = lines.readLine();
      lines.readLine(); // it has detached itself
      say(pid);
      new FileInputStream("/proc/self/fd/4").read();
      """;

  @TestFactory
  Stream<DynamicTest> signals() throws IOException {
    BoxedProcess victim = SUITE.trials(NONE).start("say(1); Thread.sleep(1_000_000);");
    assertThat(Trials.readLine(victim.raw())).isEqualTo("1");
    return SUITE.tests(
        List.of(
            Attack.of(
                    "a signal to a process of another box",
                    """
                    long pid = Long.parseLong(args[0]);
                    ask(KILL, pid, 0);
                    ask(TGKILL, pid, pid, 0);
                    long opened = call(PIDFD_OPEN, pid, 0);
                    ask(PIDFD_SEND_SIGNAL, opened, 0, 0, 0);
                    """)
                .given(victim.pid())
                .stopped(BUBBLEWRAP, "pid namespace", "ESRCH; ESRCH; EBADF")
                .worksUnless(
                    LANDLOCK,
                    "Landlock of Linux 6.12",
                    "EPERM; EPERM; EPERM",
                    "Before Linux 6.12, code in a cell can stop other programs",
                    "done; done; done")
                .worksWithNoWall("done; done; done"),
            // Elsewhere it tells nothing: Linux calls it done if each single one was refused.
            Attack.of("a signal to every process", "ask(KILL, -1, 0);")
                .stopped(BUBBLEWRAP, "pid namespace", "ESRCH"),
            Attack.of(
                    "killing and stopping the box's init",
                    "call(KILL, 1, 9); call(KILL, 1, 19); call(KILL, 1, 15); say(\"still there\");")
                .stopped(BUBBLEWRAP, "pid namespace: its init has no handlers", "still there")
                .stopped(LANDLOCK, "another user's", "still there")));
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE) // in NoneBoxTest
  void aDetachedChildThatIgnoresSigtermEndsWithTheBox(Wall wall) throws Exception {
    try (BoxedProcess boxed = SUITE.trials(wall).startWithDetachedChild()) {
      assertKilled("detached child that ignores SIGTERM", wall, boxed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBoxThatWillNotEndIsEnded(Wall wall) throws Exception {
    try (BoxedProcess boxed =
        SUITE
            .trials(wall)
            .start(
                """
                for (String name : List.of("TERM", "INT", "HUP"))
                  sun.misc.Signal.handle(new sun.misc.Signal(name), sun.misc.SignalHandler.SIG_IGN);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) Thread.onSpinWait(); }));
                Thread.ofPlatform().start(() -> { while (true) Thread.onSpinWait(); });
                say("ready");
                System.exit(0);
                """)) {
      assertThat(Trials.readLine(boxed.raw())).isEqualTo("ready");
      assertKilled("ignored signals and an endless shutdown hook", wall, boxed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBoxThatStoppedItselfIsEnded(Wall wall) throws Exception {
    try (BoxedProcess boxed =
        SUITE
            .trials(wall)
            .start("say(\"ready\"); System.out.flush(); call(KILL, call(GETPID), 19);")) {
      assertThat(Trials.readLine(boxed.raw())).isEqualTo("ready");
      assertKilled("SIGSTOP of itself", wall, boxed);
    }
  }

  private static void assertKilled(String attack, Wall wall, BoxedProcess boxed) throws Exception {
    List<Long> pids = Trials.processesOf(boxed.pid());
    assertThat(pids).isNotEmpty();
    boxed.kill();
    Trials.assertGoneWithinASecond(pids);
    String layer = wall == BUBBLEWRAP ? "pid namespace, SIGKILL" : "process tree, SIGKILL";
    SUITE.judge(
        attack, wall, layer, GONE, "all gone within a second, exit code " + boxed.exit().join());
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE) // in NoneBoxTest
  void anOrphanThatDetachedItselfEndsWithTheBox(Wall wall) throws Exception {
    List<Long> pids = new ArrayList<>();
    try (BoxedProcess boxed = SUITE.trials(wall).start(ORPHAN.formatted(""))) {
      pids.add(Long.valueOf(Trials.readLine(boxed.raw())));
      if (wall == BUBBLEWRAP) {
        pids.clear(); // it is a number in the box only
      }
      pids.addAll(Trials.processesOf(boxed.pid()));
      assertThat(pids).hasSizeGreaterThanOrEqualTo(2);
      boxed.commands().close();
      boxed.exit().join();
      Trials.assertGoneWithinASecond(pids);
    }
    String layer =
        wall == BUBBLEWRAP ? "pid namespace" : "resource control, mark in the environment";
    SUITE.judge("an orphan that detached itself", wall, layer, "gone", "gone");
  }

  @ParameterizedTest
  @EnumSource(names = "BUBBLEWRAP", mode = EnumSource.Mode.EXCLUDE)
  void anOrphanWithNothingInItsEnvironmentIsAWeakness(Wall wall) throws Exception {
    try (BoxedProcess boxed =
        SUITE.trials(wall).start(ORPHAN.formatted("builder.environment().clear();"))) {
      long pid = Long.parseLong(Trials.readLine(boxed.raw()));
      ProcessHandle orphan = ProcessHandle.of(pid).orElseThrow();
      boxed.commands().close();
      boxed.exit().join();
      boolean gone = Trials.areGoneWithinASecond(List.of(pid));
      orphan.destroyForcibly();
      SUITE.judge(
          "an orphan that detached itself and cleared its environment",
          new Attack.Trial(
              wall,
              Optional.empty(),
              "resource control",
              "gone|survives",
              Optional.of("survives"),
              "clears its environment"),
          gone ? "gone" : "survives");
    }
  }
}
