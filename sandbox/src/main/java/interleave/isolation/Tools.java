package interleave.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The system's commands that the walls are built with. */
final class Tools {

  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");

  private Tools() {}

  /** Where a command is, in the usual directories; the server's PATH is nobody's business. */
  static Optional<Path> find(String command) {
    return Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin")
        .map(directory -> Path.of(directory, command))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The version that a command tells, or 0.0 if it tells none within a second. */
  static Version versionOf(String command) {
    try {
      Process process = new ProcessBuilder(command, "--version").redirectErrorStream(true).start();
      if (process.waitFor(1, SECONDS)) {
        return Version.in(new String(process.getInputStream().readAllBytes(), UTF_8));
      }
      process.destroyForcibly();
    } catch (IOException e) {
      // What cannot be asked is taken for old.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Version(0, 0);
  }

  /** The version of the running kernel. */
  static Version kernel() {
    return Version.in(System.getProperty("os.version"));
  }

  /** A version's first two numbers. */
  record Version(int major, int minor) {

    @Override
    public String toString() {
      return major + "." + minor;
    }

    /** The first version in a text, or 0.0. */
    static Version in(String text) {
      Matcher matcher = VERSION.matcher(text);
      return matcher.find()
          ? new Version(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
          : new Version(0, 0);
    }

    /** Whether this is that version or a later one. */
    boolean isAtLeast(int otherMajor, int otherMinor) {
      return major > otherMajor || major == otherMajor && minor >= otherMinor;
    }
  }
}
