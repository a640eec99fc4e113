package interleave.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.resources.Limits;
import interleave.testing.Needs;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Java code cannot do or have in a box behind bubblewrap. */
class BubblewrapLimitsTest {

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
  void onlyHomeAndTmpCanBeWritten() throws IOException {
    assertThat(
            trials.run(
                """
                for (String place : List.of(
                    "/", "/app", "/jdk", "/jdk/lib", "/etc", "/dev", "/bin", "/proc", "/home",
                    "/home/reader", "/tmp")) {
                  System.out.println(place + " " + result(() -> {
                    Files.writeString(Path.of(place, "new"), "x");
                    return "written";
                  }).startsWith("written"));
                }
                """))
        .containsExactly(
            "/ false",
            "/app false",
            "/jdk false",
            "/jdk/lib false",
            "/etc false",
            "/dev false",
            "/bin false",
            "/proc false",
            "/home false",
            "/home/reader true",
            "/tmp true");
  }

  @Test
  void everyForbiddenSystemCallFails() throws IOException {
    StringBuilder statements = new StringBuilder();
    Architecture architecture = Architecture.ofThisMachine().orElseThrow();
    for (SystemCall call : SystemCall.values()) {
      if (call.rule == SystemCall.Rule.FORBIDDEN || call.rule == SystemCall.Rule.UNKNOWN) {
        call.number(architecture)
            .ifPresent(
                number ->
                    statements.append(
                        "if (call(%d) != %d) System.out.println(\"%s\");\n"
                            .formatted(
                                number, call.rule == SystemCall.Rule.FORBIDDEN ? -1 : -38, call)));
      }
    }
    statements.append("System.out.println(\"tried\");");
    assertThat(trials.run(statements.toString())).containsExactly("tried");
  }

  @Test
  void memoryThatNoLimitCountsIsRefused() throws IOException {
    int mmap = SystemCall.MMAP.number(Architecture.ofThisMachine().orElseThrow()).getAsInt();
    assertThat(
            trials.run(
                """
                long size = 1 << 20;
                System.out.println(call(%1$d, 0, size, 3, 0x21, -1, 0)); // shared, anonymous
                System.out.println(call(%1$d, 0, size, 3, 0x122, -1, 0)); // private, growing down
                System.out.println(call(%1$d, 0, size, 3, 0x22, -1, 0) > 0); // private
                System.out.println(Files.exists(Path.of("/dev/zero")));
                System.out.println(Files.exists(Path.of("/dev/shm")));
                """
                    .formatted(mmap)))
        .containsExactly("-1", "-1", "true", "false", "false");
  }

  @Test
  void socketsOfOtherFamiliesAreRefused() throws IOException {
    int socket = SystemCall.SOCKET.number(Architecture.ofThisMachine().orElseThrow()).getAsInt();
    assertThat(
            trials.line(
                """
                for (int family : new int[] {16, 17, 38, 40}) // netlink, packet, alg, vsock
                  System.out.print(call(%1$d, family, 2, 0) + " ");
                System.out.println(call(%1$d, 1, 1, 0) > 0);
                """
                    .formatted(socket)))
        .isEqualTo("-97 -97 -97 -97 true");
  }

  @Test
  void diskFilesDescriptorsAndThreadsAreLimited() throws IOException {
    Limits limits =
        Limits.sessionDefaults()
            .withHeapMiB(64)
            .withFiles(4, 8, 100)
            .withDescriptors(128)
            .withTasks(16, 64);
    assertThat(
            trials
                .run(
                    limits,
                    """
                    System.out.println(result(() -> {
                      Files.write(Path.of("large"), new byte[5 << 20]);
                      return "written";
                    }));
                    Files.delete(Path.of("large"));
                    System.out.println(result(() -> {
                      for (int i = 0; ; i++) Files.write(Path.of("/tmp/full" + i), new byte[3 << 20]);
                    }).replaceAll(".*: ", ""));
                    for (File file : new File("/tmp").listFiles()) file.delete();
                    int files = 0;
                    try {
                      for (; files < 1000; files++) Files.createFile(Path.of("empty" + files));
                    } catch (IOException e) {
                      System.out.println((files < 100) + e.getMessage().replaceAll(".*:", ""));
                    }
                    var open = new ArrayList<Closeable>();
                    try {
                      while (open.size() < 1000) open.add(new FileInputStream("empty0"));
                    } catch (IOException e) {
                      System.out.println(open.size() < 128);
                    }
                    for (var file : open) file.close();
                    int threads = 0;
                    try {
                      for (; threads < 1000; threads++)
                        Thread.ofPlatform().daemon().start(() -> LockSupport.park());
                    } catch (OutOfMemoryError e) {
                      System.out.println(threads < 64);
                    }
                    """)
                .stream()
                .filter(line -> !line.contains("[warning]")))
        .containsExactly(
            "IOException: File too large",
            "No space left on device",
            "true No space left on device",
            "true",
            "true");
  }

  @Test
  void nativeMemoryIsLimited() throws IOException {
    assertThat(
            trials.line(
                """
                int taken = 0;
                try {
                  for (; taken < 40; taken++) Arena.global().allocate(64 << 20).fill((byte) 1);
                } catch (OutOfMemoryError e) {
                  System.out.println(taken < 12);
                }
                """))
        .isEqualTo("true");
  }
}
