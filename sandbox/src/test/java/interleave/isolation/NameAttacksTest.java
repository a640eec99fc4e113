package interleave.isolation;

import static interleave.isolation.Doctor.Wall.BUBBLEWRAP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import interleave.isolation.Doctor.Wall;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks on the clean-up, by names, links and rights of the files that a box leaves. */
@EnabledOnOs(OS.LINUX)
class NameAttacksTest {

  @RegisterExtension static final AttackSuite SUITE = new AttackSuite("names and what is left");

  private record Leftover(String name, String statements) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Leftover> LEFTOVERS =
      List.of(
          new Leftover(
              "names with line feeds, .., RTL marks, options, 255 bytes, invalid UTF-8",
              """
              for (String name : List.of("new\\nline", "..tricky", "...", "\\u202Etxt.exe", "-rf", "*",
                  "a b", "$(id)", "`id`", "\\u0000x".substring(1), "\\\\", "e\\u0301", "\\uD83D\\uDE00",
                  "x".repeat(255), ".lifted-1-0", "\\t"))
                done(call(MKDIRAT, -100, name, 0700));
              var invalid = Arena.global().allocateFrom(ValueLayout.JAVA_BYTE,
                  (byte) 0xff, (byte) 0xfe, (byte) 0xc0, (byte) 0);
              done(call(MKDIRAT, -100, invalid, 0700));
              say(result(() -> Files.createFile(Path.of("nul\\u0000name"))).contains("Invalid"));
              """),
          new Leftover(
              "directories 3,000 deep, beyond the longest path",
              """
              for (int i = 0; i < 3000; i++) {
                done(call(MKDIRAT, -100, "d", 0700));
                done(call(CHDIR, "d"));
              }
              say(true);
              """),
          new Leftover(
              "directories without rights, 20 deep",
              """
              Path at = Path.of("");
              var all = new ArrayList<Path>();
              for (int i = 0; i < 20; i++) all.add(at = Files.createDirectory(at.resolve("d")));
              Files.createFile(at.resolve("file"));
              for (Path directory : all.reversed())
                Files.setPosixFilePermissions(directory, Set.of());
              Files.setPosixFilePermissions(Path.of(System.getProperty("user.home")), Set.of());
              say(true);
              """),
          new Leftover(
              "links to files and directories of the server, in the place of home and tmp too",
              """
              Path home = Path.of(System.getProperty("user.home"));
              Files.createSymbolicLink(Path.of("file"), Path.of(args[0], "precious"));
              Files.createSymbolicLink(Path.of("directory"), Path.of(args[0]));
              Files.createSymbolicLink(Path.of("loop"), Path.of("loop"));
              Files.createSymbolicLink(Path.of("up"), Path.of("../../../.."));
              Path tmp = Path.of(System.getProperty("java.io.tmpdir"));
              result(() -> Files.move(tmp, tmp.resolveSibling("gone")));
              result(() -> Files.createSymbolicLink(tmp, Path.of(args[0])));
              say(true);
              """),
          new Leftover(
              "FIFOs, sockets and files of others' kinds",
              """
              done(call(MKNODAT, -100, "fifo", 010600, 0));
              result(() -> java.nio.channels.ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                  .bind(UnixDomainSocketAddress.of("socket")));
              done(call(MKNODAT, -100, "empty", 0100000, 0));
              say(true);
              """),
          new Leftover(
              "files that are still held open by a process that is killed",
              """
              new FileOutputStream("held").write(1);
              var map = FileChannel.open(Path.of("held"), StandardOpenOption.READ).map(
                  FileChannel.MapMode.READ_ONLY, 0, 1);
              say(map.get() == 1);
              call(KILL, call(GETPID), 9);
              """));

  static Stream<Arguments> leftovers() {
    return Stream.of(BUBBLEWRAP, Wall.LANDLOCK)
        .flatMap(wall -> LEFTOVERS.stream().map(left -> Arguments.of(wall, left)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("leftovers")
  void nothingIsLeft(Wall wall, Leftover leftover) throws Exception {
    Path precious = Files.writeString(SUITE.directory().resolve("precious"), "precious");
    Trials trials = SUITE.trials(wall);
    Path jar = trials.compile(leftover.statements());
    try (BoxedProcess boxed =
        trials.start(
            jar, "Trial", List.of(SUITE.directory().toString()), UnaryOperator.identity())) {
      assertThat(new String(boxed.raw().readAllBytes(), UTF_8)).isEqualTo("true\n");
      boxed.exit().join();
    }
    assertThat(scratchDirectories()).isEmpty();
    assertThat(precious).hasContent("precious");
    SUITE.judge(
        leftover.name(),
        wall,
        wall == BUBBLEWRAP ? "tmpfs of the mount namespace" : "removal that follows no link",
        "nothing is left",
        "nothing is left");
  }

  /** The directories of boxes of this JVM's launchers. */
  private static List<Path> scratchDirectories() throws IOException {
    Path tmp = Path.of(System.getProperty("java.io.tmpdir"));
    String prefix = "interleave-boxes-" + ProcessHandle.current().pid() + "-";
    try (Stream<Path> roots = Files.list(tmp)) {
      return roots
          .filter(root -> root.getFileName().toString().startsWith(prefix))
          .flatMap(root -> Stream.of(root.resolve("boxes").toFile().listFiles()))
          .map(File::toPath)
          .toList();
    }
  }
}
