package interleave.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.testing.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Java code can see of the host in a box behind bubblewrap. */
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
  void noOtherDescriptorIsOpen() throws IOException {
    List<String> targets =
        trials.run(
            """
            try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
              for (Path descriptor : descriptors.toList()) {
                System.out.println(result(() -> Files.readSymbolicLink(descriptor)));
              }
            }
            """);
    assertThat(targets)
        .allMatch(
            target ->
                target.equals("/dev/null")
                    || target.startsWith("pipe:")
                    || target.startsWith("/jdk/")
                    || target.startsWith("/app/")
                    || target.matches("/proc/\\d+/fd")
                    || target.startsWith("NoSuchFileException"));
    assertThat(targets.stream().filter(target -> target.startsWith("pipe:")).distinct()).hasSize(3);
  }

  @Test
  void theOnlyNetworkIsALoopbackOfItsOwn() throws IOException {
    try (ServerSocket ours = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
              trials.run(
                  """
                  System.out.println(NetworkInterface.networkInterfaces().toList());
                  System.out.println(result(() -> new Socket("127.0.0.1", %d)));
                  var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                  new Socket(listener.getInetAddress(), listener.getLocalPort());
                  System.out.println(listener.accept().isConnected());
                  System.out.println(InetAddress.getLocalHost());
                  """
                      .formatted(ours.getLocalPort())))
          .containsExactly(
              "[name:lo (lo)]", "ConnectException: Connection refused", "true", "box/127.0.0.1");
    }
  }

  @Test
  void hostFilesAreNotThere() throws IOException {
    Path ours = Files.writeString(directory.resolve("secret"), "secret");
    assertThat(
            trials.run(
                """
                for (String file : List.of("/etc/hostname", "/root", "/proc/1/root/etc/hostname", "%s")) {
                  System.out.println(result(() -> Files.exists(Path.of(file))));
                }
                for (String directory : List.of("/", "/etc", "/home", "/home/reader")) {
                  System.out.println(new TreeSet<>(List.of(new File(directory).list())));
                }
                """
                    .formatted(ours)))
        .satisfies(
            lines -> {
              assertThat(lines.subList(0, 4))
                  .isEqualTo(List.of("false", "false", "false", "false"));
              assertThat(lines.get(4))
                  .matches("\\[app, bin, dev, etc, home, jdk(, lib\\d*)+, proc, tmp]");
              // and, by distribution, what the JDK's own links lead to
              assertThat(lines.get(5)).contains("group, hosts, ").contains("nsswitch.conf, passwd");
              assertThat(lines.get(5)).doesNotContain("hostname", "shadow", "machine-id", "fstab");
              assertThat(lines.subList(6, 8)).isEqualTo(List.of("[reader]", "[]"));
            });
  }

  @Test
  void onlyItsOwnProcessesAreSeen() throws IOException {
    assertThat(
            trials.line(
                """
                System.out.println(ProcessHandle.allProcesses().map(ProcessHandle::pid).toList());
                """))
        .isEqualTo("[1, 2]");
  }

  @Test
  void environmentAndCommandLinesTellNothingOfTheHost() throws IOException {
    List<String> seen =
        trials.run(
            """
            System.out.println(new TreeMap<>(System.getenv()));
            for (int pid = 1; pid <= 2; pid++) {
              for (String file : List.of("environ", "cmdline")) {
                System.out.println(
                    Files.readString(Path.of("/proc/" + pid, file)).replace('\\0', ' ').replace('\\n', ' '));
              }
            }
            """);
    assertThat(seen.getFirst())
        .isEqualTo(
            "{HOME=/home/reader, JAVA_HOME=/jdk, LANG=C.UTF-8, MALLOC_ARENA_MAX=2,"
                + " PATH=/jdk/bin:/bin, PWD=/home/reader}");
    assertThat(seen.get(1).strip().split(" ")).allMatch(v -> v.matches("(PATH|PWD|_|SHLVL)=.*"));
    assertThat(seen).hasSize(5).noneMatch(text -> text.contains(Trials.JAVA_HOME.toString()));
    assertThat(seen).noneMatch(text -> text.contains(directory.toString()));
    assertThat(seen).noneMatch(text -> text.contains("interleave-"));
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
