package interleave.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What holds even where no wall can be built. */
class NoneBoxTest {

  @TempDir private static Path directory;
  private static Trials trials;

  @BeforeAll
  static void start() throws IOException {
    trials = new Trials(Trials.none(), directory);
  }

  @AfterAll
  static void stop() {
    trials.close();
  }

  @Test
  void thePipesAndTheExitCodeAreThoseOfTheContract() throws Exception {
    try (BoxedProcess boxed =
        trials.start(
            """
            int command = new FileInputStream("/dev/fd/4").read();
            new FileOutputStream("/dev/fd/3").write(command + 1);
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
                System.out.println(Path.of("").toAbsolutePath().equals(Path.of(System.getProperty("user.home"))));
                System.out.println(new File(".").list().length);
                System.out.println(Files.createTempFile("new", "").startsWith(System.getProperty("java.io.tmpdir")));
                System.out.println(System.getenv("HOME").equals(System.getProperty("user.home")));
                """))
        .containsExactly("true", "0", "true", "true");
  }

  @Test
  void fileSizeAndDescriptorsAreLimited() throws IOException {
    assertThat(
            trials.run(
                """
                System.out.println(result(() -> {
                  for (var file = new FileOutputStream("large"); ; ) file.write(new byte[1 << 20]);
                }));
                int open = 0;
                try {
                  for (var all = new ArrayList<Closeable>(); ; open++) all.add(new FileInputStream("large"));
                } catch (IOException e) {
                  System.out.println(open < 512);
                }
                """))
        .containsExactly("IOException: File too large", "true");
  }

  @Test
  void killEndsDetachedChildrenWithinASecond() throws Exception {
    try (BoxedProcess boxed = trials.startWithDetachedChild()) {
      List<Long> pids = Trials.processesOf(boxed.pid());
      assertThat(pids).hasSizeGreaterThanOrEqualTo(2);
      boxed.kill();
      Trials.assertGoneWithinASecond(pids);
      assertThat(boxed.exit().join()).isEqualTo(137);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX) // found through /proc
  void childrenThatLeftTheTreeEndWithTheBox() throws Exception {
    try (BoxedProcess boxed =
        trials.start(
            """
            var java = System.getProperty("java.home") + "/bin/java";
            var middle = new ProcessBuilder("/bin/sh", "-c", "\\"$@\\" & echo $!", "sh",
                java, "-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), "Detached").start();
            var lines = middle.inputReader();
            String pid = lines.readLine();
            lines.readLine(); // it has detached itself
            System.out.print(pid);
            """)) {
      long orphan = Long.parseLong(new String(boxed.raw().readAllBytes()));
      assertThat(boxed.exit().join()).isZero();
      Trials.assertGoneWithinASecond(List.of(orphan));
    }
  }
}
