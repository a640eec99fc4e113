package interleave.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import interleave.resources.Limits;
import interleave.resources.ResourceControl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Compiles a few statements of Java and runs them in a box of one kind. */
final class Trials implements AutoCloseable {

  static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

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

  /** Starts a main class of a compiled jar with the session's limits and a changed command. */
  BoxedProcess start(
      Path jar, String main, List<String> arguments, UnaryOperator<LaunchCommand> change)
      throws IOException {
    return launcher.launch(box(Limits.sessionDefaults(), jar, main, arguments), change);
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
    assertThat(readLine(boxed.raw())).isEqualTo("detached");
    return boxed;
  }

  /** Reads a line and not a byte more. */
  static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  /** A box for a jar whose main class is Trial. */
  static Box box(Limits limits, Path jar) {
    return box(limits, jar, "Trial", List.of());
  }

  private static Box box(Limits limits, Path jar, String main, List<String> arguments) {
    return new Box(
        JAVA_HOME,
        List.of(jar),
        Optional.empty(),
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxDirectMemorySize=64m",
            "--enable-native-access=ALL-UNNAMED"),
        main,
        arguments,
        limits);
  }

  Launcher launcher() {
    return launcher;
  }

  /** A jar with the compiled statements. */
  Path compile(String statements) throws IOException {
    return compile(Map.of("Trial", statements));
  }

  /** A jar with a main class for each of some statements, by its name. */
  Path compile(Map<String, String> statements) throws IOException {
    return TrialJar.of(directory.resolve(counter.incrementAndGet() + ".jar"), statements);
  }

  /** Waits until none of the processes lives, or fails after a second. */
  static void assertGoneWithinASecond(List<Long> pids) {
    assertThat(areGoneWithinASecond(pids))
        .as("alive: %s", pids.stream().filter(Trials::isAlive).toList())
        .isTrue();
  }

  /** Waits until none of the processes lives, but no longer than a second. */
  static boolean areGoneWithinASecond(List<Long> pids) {
    long deadline = System.nanoTime() + SECONDS.toNanos(1);
    while (pids.stream().anyMatch(Trials::isAlive)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
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
