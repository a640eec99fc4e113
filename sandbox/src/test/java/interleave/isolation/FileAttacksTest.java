package interleave.isolation;

import static interleave.isolation.Doctor.Wall.BUBBLEWRAP;
import static interleave.isolation.Doctor.Wall.LANDLOCK;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Attacks that fill the disk, or use up what is counted in files. */
@EnabledOnOs(OS.LINUX)
class FileAttacksTest {

  @RegisterExtension static final AttackSuite SUITE = new AttackSuite("disk and descriptors");

  private static final String FILE_BY_FILE = "Disk space is limited for each file by itself";
  private static final String FULL = "stopped after \\d+: .*No space left on device";

  @TestFactory
  Stream<DynamicTest> filling() throws IOException {
    return SUITE.tests(
        List.of(
            Attack.of(
                    "80 MiB in files of 8 MiB",
                    """
                    say(upTo(10, () -> Files.write(
                        Files.createTempFile("fill", ""), new byte[8 << 20])));
                    """)
                .stopped(BUBBLEWRAP, "tmpfs size", FULL)
                .works(LANDLOCK, FILE_BY_FILE, "all 10")
                .without(BUBBLEWRAP, "tmpfs size", Without.words("size=64m,", ""), "all 10"),
            Attack.of(
                    "a sparse file of a TiB",
                    """
                    say(result(() -> {
                      try (var file = new RandomAccessFile("sparse", "rw")) {
                        file.seek(1L << 40);
                        file.write(1);
                        return "written";
                      }
                    }));
                    """)
                .stopped("RLIMIT_FSIZE", "IOException: File too large")
                .without(BUBBLEWRAP, "RLIMIT_FSIZE", Without.limit("-f"), "written"),
            Attack.of(
                    "80 MiB of memory in mapped files",
                    """
                    say(upTo(10, () -> {
                      Path path = Files.createTempFile("map", "");
                      try (var file = FileChannel.open(
                          path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                        var map = file.map(FileChannel.MapMode.READ_WRITE, 0, 8 << 20);
                        while (map.hasRemaining()) map.put((byte) 1);
                        return map;
                      }
                    }).replaceAll("a fault.*", "fault"));
                    """)
                .stopped(BUBBLEWRAP, "tmpfs size", "stopped after [78]: fault")
                .works(LANDLOCK, FILE_BY_FILE, "all 10"),
            Attack.of(
                    "5,000 empty files",
                    """
                    say(upTo(5000, () -> Files.createTempFile("empty", ""))
                        .replaceAll("/\\\\S+ ", ""));
                    """)
                .stopped(BUBBLEWRAP, "tmpfs nr_inodes", FULL)
                .works(LANDLOCK, FILE_BY_FILE, "all 5000")
                .without(BUBBLEWRAP, "nr_inodes", Without.words("nr_inodes=\\d+,", ""), "all 5000"),
            Attack.of(
                    "5,000 hard links to one file",
                    """
                    Path one = Files.createTempFile("one", "");
                    say(upTo(5000, () -> Files.createLink(
                        Path.of(one + "-" + HELD.size()), one)).replaceAll("/\\\\S+ ", ""));
                    """)
                .stopped(BUBBLEWRAP, "tmpfs nr_inodes", FULL)
                .works(LANDLOCK, FILE_BY_FILE, "all 5000"),
            Attack.of(
                    "4 MiB in extended attributes, which no size of a tmpfs counts",
                    """
                    Path file = Files.createTempFile("attributes", "");
                    say(upTo(80, () -> done(call(SETXATTR, file.toString(),
                        "user.a" + HELD.size(), Arena.global().allocate(60_000), 60_000, 0))));
                    """)
                .stopped(BUBBLEWRAP, "tmpfs nr_inodes, or no such attributes", "stopped after.*")
                .stopped(LANDLOCK, "the file system's own limit", "stopped after .*")));
  }

  @TestFactory
  Stream<DynamicTest> descriptorsAndWhatTheyHold() throws IOException {
    return SUITE.tests(
        List.of(
            Attack.of(
                    "600 open files",
                    """
                    Path file = Files.createTempFile("file", "");
                    say(upTo(600, () -> new FileInputStream(file.toFile())));
                    """)
                .stopped("RLIMIT_NOFILE", "stopped after (4\\d\\d|50\\d): .*Too many open files.*")
                .without(BUBBLEWRAP, "RLIMIT_NOFILE", Without.limit("-n"), "all 600"),
            Attack.of("300 pipes", "say(upTo(300, Pipe::open));")
                .stopped("RLIMIT_NOFILE", "stopped after 2[45]\\d: Too many open files")
                .without(BUBBLEWRAP, "RLIMIT_NOFILE", Without.limit("-n"), "all 300"),
            Attack.of("a pipe of 1 GiB", "ask(FCNTL, 1, 1031, 1 << 30);")
                .stopped("/proc/sys/fs/pipe-max-size", "EPERM"),
            Attack.of(
                    "100 inotify instances, which others of this user then lack",
                    "say(upTo(100, () -> done(call(INOTIFY_INIT1, 0))));")
                .stopped(
                    BUBBLEWRAP, "user.max_inotify_instances of the namespace", "stopped after 16.*")
                .works(LANDLOCK, "shared with", "all 100")
                .without(
                    BUBBLEWRAP,
                    "user.max_inotify_instances",
                    Without.words("echo 16 > [^\n]*", ":"),
                    "all 100"),
            Attack.of(
                    "5,000 inotify watches",
                    """
                    for (int i = 0; i < 4000; i++) Files.createFile(Path.of("f" + i));
                    long[] instances = {done(call(INOTIFY_INIT1, 0)), done(call(INOTIFY_INIT1, 0))};
                    say(upTo(5000, () -> done(call(INOTIFY_ADD_WATCH,
                        instances[HELD.size() / 4000], "f" + HELD.size() % 4000, 2))));
                    """)
                .stopped(
                    BUBBLEWRAP,
                    "user.max_inotify_watches of the namespace",
                    "stopped after 4096: error 28")
                .works(LANDLOCK, "shared with", "all 5000")
                .without(
                    BUBBLEWRAP,
                    "user.max_inotify_watches",
                    Without.words("echo 4096 > [^\n]*", ": ; }"),
                    "all 5000")));
  }
}
