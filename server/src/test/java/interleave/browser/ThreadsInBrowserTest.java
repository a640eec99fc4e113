package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static interleave.browser.ServedBook.CELL;
import static interleave.browser.ServedBook.PAGE;
import static interleave.browser.ToldEvents.DEADLOCK;
import static interleave.browser.ToldEvents.FINISHED;
import static interleave.browser.ToldEvents.PROCESSES;
import static interleave.browser.ToldEvents.STUCK;
import static interleave.browser.ToldEvents.TIMELINE;
import static interleave.browser.ToldEvents.first;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the page makes of events that tell of threads and processes. The events are fed to it, since
 * it is the page that is looked at here.
 */
@ExtendWith(SharedBook.class)
class ThreadsInBrowserTest {
  /** The chapter's cell with {@code timeline} behind its name. */
  private static final String DRAWN = "breakfast";

  private final ServedBook book;

  ThreadsInBrowserTest(ServedBook book) {
    this.book = book;
  }

  private static Locator region(Reader reader, String name) {
    return reader.region(CELL, name);
  }

  private static Locator timeline(Reader reader) {
    return region(reader, "Timeline of " + CELL);
  }

  @Test
  void deadlockIsDrawnAndToldInSentencesThatLeadToTheirLines() {
    try (Reader reader = book.ran(DEADLOCK)) {
      assertThat(reader.status(CELL)).containsText("deadlock");
      Locator told = region(reader, "Deadlock in " + CELL);
      assertThat(told.getByRole(AriaRole.LISTITEM).first())
          .hasText("ann holds left (line 3) and waits for right (line 5), which bob holds.");
      assertThat(told.locator(".waits-for")).containsText("right");
      told.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("waits for, line 11"))
          .click();
      assertThat(reader.editor(CELL)).isFocused();
      assertThat(reader.errors()).isEmpty();
    }
  }

  @Test
  void manyDeadlocksAreAllToldAndTheFirstAreDrawn() {
    String many = "";
    for (int i = 0; i < 5; i++) {
      many += first(DEADLOCK).replace(":3", ":" + (40 + i));
    }
    try (Reader reader = book.ran(many + FINISHED)) {
      assertThat(region(reader, "Deadlock in " + CELL)).hasCount(5);
      assertThat(reader.cell(CELL).locator(".waits-for")).hasCount(2);
    }
  }

  @Test
  void whatIsStuckIsReadInASentenceAndToldThreadByThread() {
    try (Reader reader = book.ran(STUCK)) {
      Locator told = region(reader, "What the threads of " + CELL + " were doing");
      assertThat(told).containsText("main waits for a latch that nobody counts down.");
      assertThat(told.getByRole(AriaRole.ROW).nth(1))
          .containsText(Pattern.compile("main.*parked on CountDownLatch@1.*line 9.*9\\.99 s"));
    }
  }

  @Test
  void processesStandUnderTheirParentsAndTheirOutputHasALane() {
    try (Reader reader = book.ran(PROCESSES + FINISHED)) {
      Locator tree = region(reader, "Processes of " + CELL);
      assertThat(tree.locator(".pt-item .pt-item"))
          .containsText(Pattern.compile("pid 4712.*ls <b>.*exit status 3, after 1\\.00 s"));
      assertThat(tree.locator("b")).hasCount(0);
      assertThat(reader.cell(CELL).locator(".row .tag")).hasText("processes");
    }
  }

  @Test
  void verdictOfALaterCellTellsWhatAnEarlierOneLeftRunning() {
    try (Reader reader = book.reader(1440, "light")) {
      // A stream that stays open, as that of a cell whose threads live on.
      reader
          .page()
          .addInitScript(
              """
              const real = window.fetch;
              window.fetch = (path, request) => {
                if (path !== "/api/run") return real(path, request);
                const lines = [
                  {type: "finished", outcome: "completed", wallNanos: 5e6, cores: 2},
                  {type: "still-running", processes: [], threads: [
                    {thread: "w-1", threadId: 40, startedBy: "kitchen", line: 4},
                    {thread: "", threadId: 41, startedBy: "kitchen", line: 5}]},
                ];
                const later = JSON.parse(request.body).cell !== "kitchen";
                const text = lines.slice(0, later ? 1 : 2).map((line) => JSON.stringify(line) + "\\n");
                return Promise.resolve(new Response(new ReadableStream({
                  start: (stream) => stream.enqueue(new TextEncoder().encode(text.join(""))),
                })));
              };
              """);
      reader.open(PAGE);
      reader.runByKeyboard(CELL);
      assertThat(reader.cell(CELL).locator(".lingering"))
          .containsText(Pattern.compile("2 threads still run.*w-1 started at line 4.*virtual #41"));
      reader.runByKeyboard("names");
      assertThat(reader.status("names")).containsText("2 threads of kitchen are still running");
    }
  }

  @Test
  void timelineIsAskedForWhereItsSwitchIsOnAndTheSwitchIsRemembered() {
    try (Reader reader = book.told(FINISHED, 1440, "light")) {
      assertThat(reader.cell(DRAWN).getByRole(AriaRole.SWITCH)).isChecked();
      Locator toggle = reader.cell(CELL).getByRole(AriaRole.SWITCH);
      assertThat(toggle).not().isChecked();
      assertThat(posted(reader)).doesNotContain("\"timeline\"");
      toggle.focus();
      toggle.press(" ");
      assertThat(posted(reader)).contains("\"timeline\":true");
      reader.page().reload();
      assertThat(reader.cell(CELL).getByRole(AriaRole.SWITCH)).isChecked();
    }
  }

  private static String posted(Reader reader) {
    return reader.page().waitForRequest("**/api/run", () -> reader.runByKeyboard(CELL)).postData();
  }

  @Test
  void runsOnDifferentCoresAreComparedSideBySide() {
    try (Reader reader = book.reader(1440, "light")) {
      reader
          .page()
          .route(
              "**" + PAGE,
              route -> {
                var page = route.fetch();
                route.fulfill(
                    new Route.FulfillOptions()
                        .setResponse(page)
                        .setBody(page.text().replace("<html ", "<html data-cores=\"4\" ")));
              });
      List<String> bodies = new ArrayList<>();
      reader
          .page()
          .route(
              "**/api/run",
              route -> {
                bodies.add(route.request().postData());
                boolean one = route.request().postData().contains("\"cores\":1");
                route.fulfill(
                    new Route.FulfillOptions()
                        .setBody(
                            (FINISHED + TIMELINE)
                                .replace("\"cores\":2", one ? "\"cores\":1" : "\"cores\":4")
                                .replace("124000000", one ? "4020000000" : "2050000000")));
              });
      reader.open(PAGE);
      reader.runByKeyboard(CELL);
      assertThat(reader.status(CELL)).containsText("4 cores");
      reader.cell(CELL).getByText("Cores: all 4").click();
      reader.cell(CELL).getByRole(AriaRole.RADIO).first().focus();
      reader.cell(CELL).getByRole(AriaRole.RADIO).first().press(" ");
      reader.runByKeyboard(CELL);
      assertThat(
              region(reader, "The same text on different numbers of cores")
                  .getByRole(AriaRole.LISTITEM))
          .containsText(new String[] {"4.02 s", "2.05 s"});
      assertThat(timeline(reader).locator(".tl-picture")).isVisible();
      assertThat(region(reader, "Timeline of " + CELL + " on 4 cores").locator(".tl-picture"))
          .isVisible();
      assertThat(bodies.getFirst()).doesNotContain("\"cores\"");
    }
  }

  @ParameterizedTest
  @CsvSource({"1440,light", "1440,dark", "390,light", "390,dark"})
  void figuresHaveNoSeriousFaultForAssistiveTechnologyAndFitTheirWindow(int width, String colours) {
    String events = TIMELINE + first(STUCK) + PROCESSES + DEADLOCK;
    try (Reader reader = book.told(events, width, colours)) {
      reader.runByKeyboard(CELL);
      assertThat(timeline(reader).locator(".tl-body")).isVisible();
      timeline(reader).getByText("As a table").click();
      assertThat(reader.errors()).isEmpty();
      assertThat(reader.faultsOf(CELL)).isEmpty();
      assertThat(reader.overflow()).isZero();
    }
  }
}
