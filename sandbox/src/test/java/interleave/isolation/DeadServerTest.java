package interleave.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import interleave.testing.Needs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a server that was killed with no chance to clean up. */
@EnabledOnOs(OS.LINUX)
class DeadServerTest {

  @TempDir private Path directory;

  @Test
  void nothingOutlivesItBehindBubblewrap() throws Exception {
    Needs.bubblewrap();
    Process server = startServer("bubblewrap");
    List<Long> pids = boxesOf(server);
    assertThat(pids).hasSizeGreaterThanOrEqualTo(4);
    server.destroyForcibly();
    Trials.assertGoneWithinASecond(pids);
  }

  @Test
  void whatOutlivesItElsewhereGoesWhenTheNextServerStarts() throws Exception {
    Process server = startServer("none");
    List<Long> pids = boxesOf(server);
    assertThat(pids).hasSizeGreaterThanOrEqualTo(2);
    assertThat(leftDirectories(server)).hasSize(1);
    server.destroyForcibly().waitFor();

    Launcher next = new Launcher(Trials.none());
    Trials.assertGoneWithinASecond(pids);
    assertThat(leftDirectories(server)).isEmpty();
    next.close();
  }

  @Test
  void theDirectoryOfALiveServerStays() throws Exception {
    Process server = startServer("none");
    try (Launcher next = new Launcher(Trials.none())) {
      assertThat(next.isolation().name()).isEqualTo("none");
      assertThat(leftDirectories(server)).hasSize(1);
    } finally {
      server.destroyForcibly().waitFor();
      new Launcher(Trials.none()).close();
    }
  }

  /** A small server: starts a box with a detached child, says so, and waits. */
  static final class Server {
    private Server() {}

    public static void main(String[] arguments) throws IOException {
      Isolation isolation = arguments[0].equals("none") ? Trials.none() : Trials.bubblewrap();
      Trials trials = new Trials(isolation, Path.of(arguments[1]));
      trials.startWithDetachedChild();
      System.out.println("ready");
      System.in.read();
    }
  }

  private Process startServer(String isolation) throws IOException {
    Process server =
        new ProcessBuilder(
                Trials.JAVA_HOME.resolve("bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                Server.class.getName(),
                isolation,
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var lines = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8));
    assertThat(lines.readLine()).isEqualTo("ready");
    return server;
  }

  private static List<Long> boxesOf(Process server) {
    return server.descendants().map(ProcessHandle::pid).toList();
  }

  private static List<Path> leftDirectories(Process server) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(
              f -> f.getFileName().toString().startsWith("interleave-boxes-" + server.pid() + "-"))
          .toList();
    }
  }
}
