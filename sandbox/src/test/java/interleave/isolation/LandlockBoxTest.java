package interleave.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a box behind Landlock talks and where it writes. */
class LandlockBoxTest {

  @TempDir private static Path directory;
  private static Trials trials;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(Architecture.ofThisMachine().isPresent(), "needs Linux");
    assumeTrue(Boolean.getBoolean("strict") || Tools.kernel().isAtLeast(5, 13), "needs Linux 5.13");
    trials = new Trials(Trials.landlock(), directory);
  }

  @AfterAll
  static void stop() {
    if (trials != null) {
      trials.close();
    }
  }

  @Test
  void commandsComeOnDescriptor4AndFramesLeaveOn3() throws Exception {
    try (BoxedProcess boxed =
        trials.start(
            """
            int command = new FileInputStream("/proc/self/fd/4").read();
            new FileOutputStream("/proc/self/fd/3").write(command + 1);
            System.out.print("raw");
            System.exit(7);
            """)) {
      boxed.commands().write('H');
      boxed.commands().flush();
      assertThat(boxed.frames().readAllBytes()).asString().isEqualTo("I");
      assertThat(boxed.raw().readAllBytes()).asString().isEqualTo("raw");
      assertThat(boxed.exit().join()).isEqualTo(7);
    }
  }

  @Test
  void homeAndTmpAreTheBoxsOwn() throws IOException {
    assertThat(
            trials.run(
                """
                say(Files.createTempFile("new", "").startsWith(System.getProperty("java.io.tmpdir")));
                say(Files.writeString(Path.of("here"), "x").toRealPath()
                    .startsWith(System.getProperty("user.home")));
                """))
        .containsExactly("true", "true");
  }
}
