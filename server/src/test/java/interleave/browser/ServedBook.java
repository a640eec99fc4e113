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
  /** The page that most tests look at. */
  static final String PAGE = "/en/first-threads";

  /** A cell of {@link #PAGE} that needs no other and has no prediction before it. */
  static final String CELL = "kitchen";

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

  /** A reader of {@link #PAGE}. */
  Reader reading() {
    Reader reader = reader(1440, "light");
    reader.open(PAGE);
    return reader;
  }

  /** A reader of {@link #PAGE} who gets these events whatever they run. */
  Reader told(String events, int width, String colorScheme) {
    Reader reader = reader(width, colorScheme);
    reader.tell(events);
    reader.open(PAGE);
    return reader;
  }

  /** The same after they have run {@link #CELL}. */
  Reader ran(String events) {
    Reader reader = told(events, 1440, "light");
    reader.runByKeyboard(CELL);
    return reader;
  }

  Browser browser() {
    return browser;
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
