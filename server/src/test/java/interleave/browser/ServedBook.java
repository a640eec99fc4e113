package interleave.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import interleave.testing.Needs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The book, served by {@code interleave serve} in a process of its own, and a browser beside it.
 */
final class ServedBook implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://localhost:(\\d+)");

  private final Process server;
  private final int port;
  private final Playwright playwright;
  private final Browser browser;

  private ServedBook(Process server, int port, Playwright playwright, Browser browser) {
    this.server = server;
    this.port = port;
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts both; left out where there is no Chromium. */
  static ServedBook open() throws IOException {
    Path chromium = Needs.chromium();
    Process server = serve(0);
    int port = port(server);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    return new ServedBook(server, port, playwright, browser);
  }

  /** Starts another server, at a port of its own choice when that is 0. */
  static Process serve(int port) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    for (String name : List.of("sandbox.jar", "aot", "content", "static")) {
      command.add("-Dinterleave." + name + "=" + System.getProperty("interleave." + name));
    }
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "interleave.cli.Main",
            "serve",
            "--port",
            Integer.toString(port)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** The port that a starting server prints. */
  static int port(Process server) throws IOException {
    BufferedReader words =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    for (String line = words.readLine(); line != null; line = words.readLine()) {
      Matcher matcher = ADDRESS.matcher(line);
      if (matcher.find()) {
        return Integer.parseInt(matcher.group(1));
      }
    }
    throw new IOException("the server ended before it served");
  }

  /** A reader with a fresh browser profile. */
  Reader reader(int width, String colorScheme) {
    return new Reader(browser, "http://localhost:" + port, width, colorScheme);
  }

  int port() {
    return port;
  }

  Process server() {
    return server;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
    end(server);
  }

  /** Ends a server as Ctrl+C does, and waits. */
  static void end(Process server) {
    server.destroy();
    try {
      if (!server.waitFor(20, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
