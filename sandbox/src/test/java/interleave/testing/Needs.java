package interleave.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Says what a test needs of the machine: the test is left out where that is missing, and fails
 * there when the system property {@code strict} is true.
 *
 * <p>Call it first in a test, or in {@code @BeforeAll} for a whole class.
 */
public final class Needs {
  static final String NOT_INSTALLED = "not installed";

  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
  private static final Path CHROME_ON_MACOS =
      Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

  private Needs() {}

  /** Goes on only where bubblewrap is installed and may make namespaces. */
  public static void bubblewrap() {
    Bubblewrap.FAULT.ifPresent(fault -> missing(Tool.BUBBLEWRAP, fault));
  }

  /**
   * Goes on only where a Chromium or Chrome is installed.
   *
   * @return its executable, for {@code setExecutablePath} of Playwright
   */
  public static Path chromium() {
    Optional<Path> browser =
        Stream.concat(
                BROWSERS.stream().map(Needs::onPath).flatMap(Optional::stream),
                Stream.of(CHROME_ON_MACOS).filter(Files::isExecutable))
            .findFirst();
    if (browser.isEmpty()) {
      missing(Tool.CHROMIUM, NOT_INSTALLED);
    }
    return browser.orElseThrow();
  }

  private static void missing(Tool tool, String fault) {
    String message = tool.marker() + fault;
    if (Boolean.getBoolean("strict")) {
      fail(message);
    }
    abort(message);
  }

  private static Optional<Path> onPath(String command) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, command))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A program that a test may need, and how it comes to a Debian or Ubuntu machine. */
  enum Tool {
    BUBBLEWRAP("bubblewrap"),
    CHROMIUM("chromium");

    private final String debianPackage;

    Tool(String debianPackage) {
      this.debianPackage = debianPackage;
    }

    String debianPackage() {
      return debianPackage;
    }

    /** How the reason of every test that was left out for want of this tool begins. */
    String marker() {
      return "needs " + debianPackage + ": ";
    }
  }

  /** Looks once whether bubblewrap works; being installed is not enough inside a container. */
  private static final class Bubblewrap {
    static final Optional<String> FAULT = fault();

    private static Optional<String> fault() {
      Optional<Path> bwrap = onPath("bwrap");
      if (bwrap.isEmpty()) {
        return Optional.of(NOT_INSTALLED);
      }
      try {
        Process trial =
            new ProcessBuilder(
                    bwrap.get().toString(), "--unshare-all", "--ro-bind", "/", "/", "/bin/true")
                .redirectErrorStream(true)
                .start();
        if (!trial.waitFor(10, TimeUnit.SECONDS)) {
          trial.destroyForcibly();
          return Optional.of("installed, but it did not end within 10 s");
        }
        String said = new String(trial.getInputStream().readAllBytes(), UTF_8).strip();
        return trial.exitValue() == 0
            ? Optional.empty()
            : Optional.of("installed, but it may not make namespaces here: " + said);
      } catch (IOException e) {
        return Optional.of("installed, but it does not start: " + e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.of("interrupted while trying bwrap");
      }
    }
  }
}
