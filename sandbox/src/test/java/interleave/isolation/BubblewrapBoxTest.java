package interleave.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.resources.Limits;
import interleave.testing.Needs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a box behind bubblewrap starts, talks and ends. */
class BubblewrapBoxTest {

  @TempDir private static Path directory;
  private static Trials trials;

  @BeforeAll
  static void start() throws IOException {
    Needs.bubblewrap();
    trials = new Trials(Trials.bubblewrap(), directory);
  }

  @AfterAll
  static void stop() {
    if (trials != null) {
      trials.close();
    }
  }

  @Test
  void commandsComeOnDescriptor4AndFramesLeaveOn3AndTheRestIsRaw() throws Exception {
    try (BoxedProcess boxed =
        trials.start(
            """
            var commands = new FileInputStream("/proc/self/fd/4");
            var frames = new FileOutputStream("/dev/fd/3");
            int command;
            while ((command = commands.read()) >= 0) {
              frames.write(command + 1);
              System.out.print("raw ");
              System.err.print("too ");
            }
            System.out.print(System.in.read());
            System.exit(7);
            """)) {
      boxed.commands().write("HAL".getBytes(UTF_8));
      boxed.commands().close();
      assertThat(boxed.frames().readAllBytes()).asString().isEqualTo("IBM");
      assertThat(boxed.raw().readAllBytes()).asString().isEqualTo("raw too raw too raw too -1");
      assertThat(boxed.exit().join()).isEqualTo(7);
    }
  }

  @Test
  void aSignalIsToldInTheExitCode() throws IOException {
    int kill = System.getProperty("os.arch").equals("aarch64") ? 129 : 62;
    try (BoxedProcess boxed =
        trials.start("call(%d, ProcessHandle.current().pid(), 9);".formatted(kill))) {
      boxed.raw().readAllBytes();
      assertThat(boxed.exit().join()).isEqualTo(137);
    }
  }

  @Test
  void wallsThatCannotBeBuiltAreAnExceptionWithTheReason() throws IOException {
    Bubblewrap works = Trials.bubblewrap();
    Path nowhere = Path.of("/nowhere/libgone.so");
    Bubblewrap broken =
        new Bubblewrap(
            works.disablesUserNamespaces(),
            works.countsProcesses(),
            works.user(),
            works.architecture(),
            works.javaHome(),
            new SystemFiles(works.systemFiles().shell(), List.of(nowhere), List.of()));
    try (Launcher launcher = new Launcher(broken)) {
      Box box = Trials.box(Limits.sessionDefaults(), trials.compile(""));
      assertThatThrownBy(() -> launcher.launch(box))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("bubblewrap, exit code 1")
          .hasMessageContaining("bwrap: Can't find source path " + nowhere);
    }
  }

  @Test
  void anAotCacheFitsInTheBox() throws Exception {
    Path jar =
        trials.compile("System.out.println(List.of(1, 2).stream().map(i -> i + 1).toList());");
    Path cache = directory.resolve("trial.aot");
    Process training =
        new ProcessBuilder(
                Trials.JAVA_HOME.resolve("bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:AOTCacheOutput=" + cache,
                "-cp",
                jar.toString(),
                "Trial")
            .redirectErrorStream(true)
            .start();
    training.getInputStream().readAllBytes();
    assertThat(training.waitFor()).isZero();
    Box box =
        new Box(
            Trials.JAVA_HOME,
            List.of(jar),
            Optional.of(cache),
            List.of("-XX:+UseSerialGC", "-XX:AOTMode=on"), // refuses to start without the cache
            "Trial",
            List.of(),
            Limits.sessionDefaults());
    try (BoxedProcess boxed = trials.launcher().launch(box)) {
      assertThat(boxed.raw().readAllBytes()).asString().isEqualTo("[2, 3]\n");
    }
  }
}
