package interleave.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import interleave.testing.Needs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The book, served by {@code interleave serve} in a process of its own, and a browser beside it.
 */
final class ServedBook implements AutoCloseable {
  private final ServerProcess server;
  private final Playwright playwright;
  private final Browser browser;

  private ServedBook(ServerProcess server, Playwright playwright, Browser browser) {
    this.server = server;
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts both; left out where there is no Chromium. */
  static ServedBook open() throws IOException {
    Path chromium = Needs.chromium();
    ServerProcess server = ServerProcess.start(0);
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
    return new ServedBook(server, playwright, browser);
  }

  /** A reader with a fresh browser profile. */
  Reader reader(int width, String colorScheme) {
    return new Reader(browser, server.address(), width, colorScheme);
  }

  ServerProcess server() {
    return server;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
    server.close();
  }
}
