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

/** Attacks that take more memory than one process may have. */
@EnabledOnOs(OS.LINUX)
class MemoryAttacksTest {

  @RegisterExtension static final AttackSuite SUITE = new AttackSuite("memory of a process");

  private static final String STOPPED = "stopped after \\d+: .*";

  @TestFactory
  Stream<DynamicTest> memoryOfJava() throws IOException {
    return SUITE.tests(
        List.of(
            Attack.of("400 MiB of Java heap", "say(upTo(400, () -> new byte[1 << 20]));")
                .stopped("JVM flag -Xmx", "stopped after \\d+: Java heap space")
                .without(BUBBLEWRAP, "-Xmx256m", Without.words("-Xmx256m", "-Xmx500m"), "all 400"),
            Attack.of(
                    "128 MiB of direct buffers",
                    "say(upTo(128, () -> ByteBuffer.allocateDirect(1 << 20)));")
                .stopped("JVM flag -XX:MaxDirectMemorySize", "stopped after 6\\d: Cannot reserve.*")
                .without(
                    BUBBLEWRAP,
                    "-XX:MaxDirectMemorySize=64m",
                    Without.words("MaxDirectMemorySize=64m", "MaxDirectMemorySize=200m"),
                    "all 128"),
            limited(
                "Unsafe.allocateMemory",
                """
                var field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
                field.setAccessible(true);
                var unsafe = (sun.misc.Unsafe) field.get(null);
                say(upTo(10, () -> unsafe.allocateMemory(64 << 20)));
                """),
            limited(
                "Arena.global().allocate",
                "say(upTo(10, () -> Arena.global().allocate(64 << 20)));"),
            limited(
                "mmap of private memory",
                "say(upTo(10, () -> done(call(MMAP, 0, 64 << 20, 3, 0x22, -1, 0))));"),
            limited(
                "mmap of memory without rights, to which mprotect adds them",
                """
                say(upTo(10, () -> {
                  long at = done(call(MMAP, 0, 64 << 20, 0, 0x4022, -1, 0));
                  return done(call(MPROTECT, at, 64 << 20, 3));
                }));
                """),
            limited(
                "private mappings of a file, to be written to",
                """
                Path file = Files.createTempFile("map", "");
                Files.write(file, new byte[1 << 20]);
                long opened = done(call(OPENAT, -100, file.toString(), 2, 0));
                say(upTo(900, () -> done(call(MMAP, 0, 1 << 20, 3, 2, opened, 0))));
                """),
            limited(
                "stacks of threads",
                """
                say(upTo(10, () -> {
                  var thread = new Thread(null, LockSupport::park, "large", 64 << 20);
                  thread.setDaemon(true);
                  thread.start();
                  return thread;
                }));
                """)));
  }

  /** An attack on RLIMIT_DATA: 10 pieces of 64 MiB, or as much in smaller ones. */
  private static Attack limited(String name, String statements) {
    return Attack.of(name, statements)
        .stopped("RLIMIT_DATA", STOPPED)
        .without(BUBBLEWRAP, "RLIMIT_DATA", Without.limit("-d"), "all \\d+");
  }

  @TestFactory
  Stream<DynamicTest> memoryThatNoLimitOfAProcessCounts() throws IOException {
    return SUITE.tests(
        List.of(
            Attack.of("shared anonymous mapping", "ask(MMAP, 0, 64 << 20, 3, 0x21, -1, 0);")
                .stopped("seccomp", "EPERM")
                .without(BUBBLEWRAP, "seccomp", Without::seccomp, "done"),
            Attack.of(
                    "private mapping that grows down like a stack",
                    "ask(MMAP, 0, 64 << 20, 3, 0x122, -1, 0);")
                .stopped("seccomp", "EPERM")
                .without(BUBBLEWRAP, "seccomp", Without::seccomp, "done"),
            Attack.of("memfd_create", "ask(MEMFD_CREATE, \"memory\", 0);")
                .stopped("seccomp", "ENOSYS")
                .without(BUBBLEWRAP, "seccomp", Without::seccomp, "done"),
            Attack.of("memfd_secret", "ask(MEMFD_SECRET, 0);").stopped("seccomp", "ENOSYS"),
            Attack.of("System V shared memory", "ask(SHMGET, 0, 64 << 20, 01600);")
                .stopped("seccomp", "EPERM")
                .without(BUBBLEWRAP, "seccomp", Without::seccomp, "done"),
            Attack.of(
                    "System V message queues and semaphores",
                    "ask(MSGGET, 0, 01600); ask(SEMGET, 0, 1000, 01600);")
                .stopped("seccomp", "EPERM; EPERM")
                .without(BUBBLEWRAP, "seccomp", Without::seccomp, "done; done"),
            Attack.of("POSIX message queue", "ask(MQ_OPEN, \"queue\", 0102, 0600, 0);")
                .stopped("seccomp", "EPERM")
                .without(BUBBLEWRAP, "seccomp", Without::seccomp, "done"),
            Attack.of("shared mapping of /dev/zero", "ask(OPENAT, -100, \"/dev/zero\", 2, 0);")
                .stopped(BUBBLEWRAP, "mount namespace: not there", "ENOENT")
                .stopped(LANDLOCK, "Landlock", "EACCES")
                .worksWithNoWall("done"),
            Attack.of(
                    "file in /dev/shm", "ask(OPENAT, -100, \"/dev/shm/attack\", 020200002, 0600);")
                .stopped(BUBBLEWRAP, "mount namespace: not there", "ENOENT")
                .stopped(LANDLOCK, "Landlock", "EACCES|ENOENT"),
            Attack.of(
                    "locked memory",
                    "ask(MLOCK, done(call(MMAP, 0, 1 << 20, 3, 0x22, -1, 0)), 1 << 20);")
                .stopped("RLIMIT_MEMLOCK", "ENOMEM")
                .without(BUBBLEWRAP, "RLIMIT_MEMLOCK", Without.limit("-l"), "done"),
            Attack.of(
                    "memory of the kernel, in the buffers of Unix sockets",
                    """
                    var chunk = Arena.global().allocate(1 << 16);
                    long total = 0;
                    for (int pairs = 0; pairs < 20; pairs++) {
                      var pair = memory(0);
                      done(call(SOCKETPAIR, 1, 1 | 04000, 0, pair));
                      for (int end = 0; end < 2; end++) {
                        long descriptor = pair.getAtIndex(ValueLayout.JAVA_INT, end);
                        call(SETSOCKOPT, descriptor, 1, 7, memory(1 << 22), 4);
                        for (long n; (n = call(WRITE, descriptor, chunk, 1 << 16)) > 0; ) total += n;
                      }
                    }
                    say(total >> 20 > 30 ? "much" : "little");
                    """)
                .stopped("seccomp passes over the size, RLIMIT_NOFILE", "little")
                .without(BUBBLEWRAP, "seccomp", Without::seccomp, "much"),
            Attack.of(
                    "timers, which the kernel counts by user",
                    """
                    int timers = 0;
                    while (timers < 2000 && call(TIMER_CREATE, 1, 0, memory(0)) == 0) timers++;
                    say(timers < 1100 ? "few" : "many");
                    """)
                .stopped(BUBBLEWRAP, "RLIMIT_SIGPENDING", "few")
                .works(LANDLOCK, "Counts that the kernel keeps by user", "many")
                .without(
                    BUBBLEWRAP,
                    "RLIMIT_SIGPENDING",
                    Without.words("(?m)^.*prlimit --sigpending.*\n", ""),
                    "many"),
            Attack.of("memory of asynchronous I/O", "ask(IO_SETUP, 100_000, memory(0));")
                .stopped("seccomp", "ENOSYS")
                .without(BUBBLEWRAP, "seccomp", Without::seccomp, "done|EAGAIN|EINVAL")));
  }
}
