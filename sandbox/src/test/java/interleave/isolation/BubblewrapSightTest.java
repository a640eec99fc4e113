package interleave.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network and the user that Java code finds in a box behind bubblewrap. */
class BubblewrapSightTest {

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
  void theOnlyNetworkIsALoopbackOfItsOwn() throws IOException {
    assertThat(
            trials.run(
                """
                say(NetworkInterface.networkInterfaces().toList());
                var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                new Socket(listener.getInetAddress(), listener.getLocalPort());
                say(listener.accept().isConnected());
                say(InetAddress.getLocalHost());
                """))
        .containsExactly("[name:lo (lo)]", "true", "box/127.0.0.1");
  }

  @Test
  void itIsNobodyOnTheHostAndHasNoPrivileges() throws Exception {
    try (BoxedProcess boxed =
        trials.start(
            """
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
              if (line.matches("(Uid|CapEff|CapBnd|NoNewPrivs|Seccomp):.*")) {
                System.out.println(line.replaceAll("\\\\s+", " "));
              }
            }
            System.out.flush();
            System.in.read();
            new FileInputStream("/proc/self/fd/4").read();
            """)) {
      byte[] said = boxed.raw().readNBytes("Uid: 1000 1000 1000 1000\n".length());
      assertThat(said).asString().isEqualTo("Uid: 1000 1000 1000 1000\n");
      for (long pid : Trials.processesOf(boxed.pid())) {
        assertThat(Files.getAttribute(Path.of("/proc/" + pid), "unix:uid"))
            .as("host's user of process %d", pid)
            .isNotEqualTo(0);
      }
      boxed.commands().close();
      assertThat(boxed.raw().readAllBytes())
          .asString()
          .isEqualTo(
              """
              CapEff: 0000000000000000
              CapBnd: 0000000000000000
              NoNewPrivs: 1
              Seccomp: 2
              """);
    }
  }
}
