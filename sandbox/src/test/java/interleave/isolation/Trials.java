package interleave.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import interleave.resources.Limits;
import interleave.resources.ResourceControl;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a few statements of Java and runs them in a box of one kind. */
final class Trials implements AutoCloseable {

  static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  private static final String FRAME =
      """
      import module java.base;

      public class Trial {
        static long call(long number, long... arguments) throws Throwable {
          var J = ValueLayout.JAVA_LONG;
          var state = Linker.Option.captureStateLayout();
          var handle = Linker.nativeLinker().downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
              FunctionDescriptor.of(J, J, J, J, J, J, J, J),
              Linker.Option.captureCallState("errno"), Linker.Option.firstVariadicArg(1));
          try (var arena = Arena.ofConfined()) {
            var errno = arena.allocate(state);
            long[] a = Arrays.copyOf(arguments, 6);
            long result = (long) handle.invokeExact(
                errno, number, a[0], a[1], a[2], a[3], a[4], a[5]);
            return result >= 0 ? result : -errno.get(ValueLayout.JAVA_INT, 0);
          }
        }

        static String result(Callable<?> attempt) {
          try {
            return "" + attempt.call();
          } catch (Throwable e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
          }
        }

        public static void main(String[] args) throws Throwable {
      %s
        }
      }

      class Hoarder {
        public static void main(String[] args) throws Throwable {
          Arena.global().allocate(Long.parseLong(args[0]) << 20).fill((byte) 1);
          System.out.println("hoarding");
          while (true) Thread.sleep(1_000_000);
        }
      }

      class Detached {
        public static void main(String[] args) throws Throwable {
          sun.misc.Signal.handle(new sun.misc.Signal("TERM"), sun.misc.SignalHandler.SIG_IGN);
          Trial.call(%d);
          System.out.println("detached");
          while (true) Thread.sleep(1_000_000);
        }
      }
      """;

  private static final long SETSID = System.getProperty("os.arch").equals("aarch64") ? 157 : 112;

  private final Path directory;
  private final Launcher launcher;
  private final AtomicInteger counter = new AtomicInteger();

  /**
   * Starts nothing yet.
   *
   * @param directory a temporary directory for the compiled statements
   */
  Trials(Isolation isolation, Path directory) throws IOException {
    this(isolation, ResourceControl.best(reason -> {}), directory);
  }

  /** The same with another way to hold boxes to their limits. */
  Trials(Isolation isolation, ResourceControl control, Path directory) throws IOException {
    this.directory = directory;
    this.launcher = new Launcher(isolation, control);
  }

  static Bubblewrap bubblewrap() throws IOException {
    return new Bubblewrap(
        Tools.versionOf("bwrap").isAtLeast(0, 8),
        Tools.kernel().isAtLeast(5, 14),
        BoxUser.ofThisServer(),
        Architecture.ofThisMachine().orElseThrow(),
        JAVA_HOME,
        SystemFiles.of(JAVA_HOME, Architecture.ofThisMachine().orElseThrow()));
  }

  static Landlock landlock() throws IOException {
    Architecture architecture = Architecture.ofThisMachine().orElseThrow();
    return new Landlock(
        BoxUser.ofThisServer(), architecture, JAVA_HOME, SystemFiles.of(JAVA_HOME, architecture));
  }

  static None none() {
    return new None(BoxUser.ofThisServer(), Tools.find("setpriv").isPresent());
  }

  /** Runs statements with the limits of a session, and gives what they print, by lines. */
  List<String> run(String statements) throws IOException {
    return run(Limits.sessionDefaults(), statements);
  }

  /** Runs statements and gives what they print, by lines. */
  List<String> run(Limits limits, String statements) throws IOException {
    try (BoxedProcess boxed = start(limits, statements)) {
      boxed.commands().close();
      return new String(boxed.raw().readAllBytes(), UTF_8).lines().toList();
    }
  }

  /** Runs statements that print one line. */
  String line(String statements) throws IOException {
    List<String> lines = run(statements);
    assertThat(lines).hasSize(1);
    return lines.getFirst();
  }

  /** Starts statements, which see {@code call} and {@code result}, with the session's limits. */
  BoxedProcess start(String statements) throws IOException {
    return start(Limits.sessionDefaults(), statements);
  }

  /** Starts statements with other limits. */
  BoxedProcess start(Limits limits, String statements) throws IOException {
    return launcher.launch(box(limits, compile(statements)));
  }

  /** Starts a child that detaches itself and ignores SIGTERM, and returns when it has. */
  BoxedProcess startWithDetachedChild() throws IOException {
    BoxedProcess boxed =
        start(
            """
            var java = System.getProperty("java.home") + "/bin/java";
            var child = new ProcessBuilder(
                java, "-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), "Detached").start();
            System.out.println(child.inputReader().readLine());
            while (true) Thread.sleep(1_000_000);
            """);
    StringBuilder said = new StringBuilder();
    for (int c = boxed.raw().read(); c >= 0 && c != '\n'; c = boxed.raw().read()) {
      said.append((char) c);
    }
    assertThat(said).hasToString("detached");
    return boxed;
  }

  /** A box for a jar whose main class is Trial. */
  static Box box(Limits limits, Path jar) {
    return new Box(
        JAVA_HOME,
        List.of(jar),
        Optional.empty(),
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxDirectMemorySize=64m",
            "--enable-native-access=ALL-UNNAMED"),
        "Trial",
        List.of(),
        limits);
  }

  Launcher launcher() {
    return launcher;
  }

  /** A jar with the compiled statements. */
  Path compile(String statements) throws IOException {
    Path classes = Files.createDirectory(directory.resolve("c" + counter.incrementAndGet()));
    var compiler = ToolProvider.getSystemJavaCompiler();
    var source =
        new SimpleJavaFileObject(URI.create("string:///Trial.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return FRAME.formatted(statements, SETSID);
          }
        };
    List<String> options = List.of("-d", classes.toString(), "-Xlint:none", "-nowarn");
    List<String> problems = new ArrayList<>();
    boolean compiled =
        compiler
            .getTask(null, null, d -> problems.add(d.toString()), options, null, List.of(source))
            .call();
    assertThat(compiled).as("compiled: %s", problems).isTrue();
    Path jar = directory.resolve(classes.getFileName() + ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> files = Files.list(classes)) {
      for (Path type : files.toList()) {
        out.putNextEntry(new JarEntry(type.getFileName().toString()));
        Files.copy(type, out);
      }
    }
    return jar;
  }

  /** Waits until none of the processes lives, or fails after a second. */
  static void assertGoneWithinASecond(List<Long> pids) throws InterruptedException {
    long deadline = System.nanoTime() + SECONDS.toNanos(1);
    while (pids.stream().anyMatch(Trials::isAlive)) {
      assertThat(System.nanoTime())
          .as("alive: %s", pids.stream().filter(Trials::isAlive).toList())
          .isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  /** The processes of a box, as the host sees them. */
  static List<Long> processesOf(long pid) {
    ProcessHandle root = ProcessHandle.of(pid).orElseThrow();
    return Stream.concat(Stream.of(root), root.descendants()).map(ProcessHandle::pid).toList();
  }

  private static boolean isAlive(long pid) {
    try {
      String status = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return status.charAt(status.lastIndexOf(')') + 2) != 'Z'; // an orphan waits for init
    } catch (IOException gone) {
      return false;
    }
  }

  @Override
  public void close() {
    launcher.close();
  }
}
