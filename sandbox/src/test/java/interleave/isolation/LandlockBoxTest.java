package interleave.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

/** What Java code can do in a box behind Landlock. */
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
  void hostFilesCannotBeReadOrListed() throws IOException {
    Path ours = Files.writeString(directory.resolve("secret"), "secret");
    for (String file : List.of("/etc/passwd", "/etc/hostname", ours.toString())) {
      assertThat(
              trials.line(
                  "System.out.println(result(() -> Files.readString(Path.of(\"%s\"))));"
                      .formatted(file)))
          .startsWith("AccessDeniedException");
    }
    assertThat(
            trials.line("System.out.println(result(() -> Files.list(Path.of(\"/\")).toList()));"))
        .startsWith("AccessDeniedException");
  }

  @Test
  void theServersEnvironmentCannotBeRead() throws IOException {
    String environ = "/proc/%d/environ".formatted(ProcessHandle.current().pid());
    assertThat(
            trials.line(
                "System.out.println(result(() -> Files.readString(Path.of(\"%s\"))));"
                    .formatted(environ)))
        .startsWith("AccessDeniedException");
    assertThat(trials.line("System.out.println(new TreeSet<>(System.getenv().keySet()));"))
        .isEqualTo("[HOME, INTERLEAVE_BOX, JAVA_HOME, LANG, MALLOC_ARENA_MAX, PATH, PWD]");
  }

  @Test
  void onlyItsOwnScratchDirectoryCanBeWritten() throws IOException {
    assertThat(
            trials.run(
                """
                for (String place : List.of("/tmp", "/var/tmp", "/dev/shm", System.getProperty("java.home"))) {
                  System.out.println(result(() -> Files.createTempFile(Path.of(place), "new", "")));
                }
                System.out.println(Files.createTempFile("new", "").startsWith(System.getProperty("java.io.tmpdir")));
                System.out.println(Files.writeString(Path.of("here"), "x").toRealPath()
                    .startsWith(System.getProperty("user.home")));
                """))
        .hasSize(6)
        .satisfies(
            lines -> {
              for (String line : lines.subList(0, 4)) {
                assertThat(line).startsWith("AccessDeniedException");
              }
              assertThat(lines.get(4)).isEqualTo("true");
              assertThat(lines.get(5)).isEqualTo("true");
            });
  }

  @Test
  void noSocketReachesTheHost() throws IOException {
    try (ServerSocket ours = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
              trials.run(
                  """
                  System.out.println(result(() -> new Socket("127.0.0.1", %d)));
                  System.out.println(result(() -> new DatagramSocket()));
                  System.out.println(result(() -> new ServerSocket(0)));
                  """
                      .formatted(ours.getLocalPort())))
          .hasSize(3)
          .allMatch(line -> line.contains("Permission denied"));
    }
  }

  @Test
  void theServerCannotBeSignalled() throws IOException {
    assumeTrue(BoxUser.ofThisServer().differs() || Tools.kernel().isAtLeast(6, 12));
    long kill = Architecture.ofThisMachine().orElseThrow() == Architecture.X86_64 ? 62 : 129;
    long server = ProcessHandle.current().pid();
    assertThat(trials.line("System.out.println(call(%d, %d, 0));".formatted(kill, server)))
        .isEqualTo("-1");
  }

  @Test
  void forbiddenSystemCallsFail() throws IOException {
    assertThat(
            trials.line(
                "System.out.println(call(%d, 0x10000000));"
                    .formatted(
                        SystemCall.UNSHARE
                            .number(Architecture.ofThisMachine().orElseThrow())
                            .orElseThrow())))
        .isEqualTo("-1");
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
  void theScratchDirectoryIsGoneWhenTheBoxHasEnded() throws Exception {
    try (BoxedProcess boxed =
        trials.start(
            """
            Files.createSymbolicLink(Path.of("out"), Path.of("/etc"));
            System.out.print(Path.of("").toAbsolutePath());
            """)) {
      Path home = Path.of(new String(boxed.raw().readAllBytes(), UTF_8));
      assertThat(boxed.exit().join()).isZero();
      assertThat(home.getParent()).doesNotExist();
      assertThat(home.getParent().getParent()).exists();
    }
  }
}
