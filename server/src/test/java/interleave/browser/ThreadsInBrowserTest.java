package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the page makes of events that tell of threads and processes. The events are fed to it, since
 * it is the page that is looked at here.
 */
class ThreadsInBrowserTest {
  private static final String CELL = "kitchen";

  /** The chapter's cell with {@code timeline} behind its name. */
  private static final String DRAWN = "breakfast";

  private static final String FINISHED =
      """
      {"type":"finished","outcome":"completed","wallNanos":124000000,"cpuNanos":0,"cores":2}
      """;

  private static final String TIMELINE =
      """
      {"type":"output","stream":"out","thread":"A","threadId":31,"text":"from A\\n","nanos":20000000}
      {"type":"timeline","nanos":100000000,"lanes":[\
      {"thread":"main","threadId":1,"kind":"platform","fromNanos":0,"toNanos":100000000,"ended":false,"spans":[\
      {"state":"waiting","fromNanos":10000000,"toNanos":90000000,"on":"Thread A","cell":"kitchen","line":7}]},\
      {"thread":"A","threadId":31,"kind":"platform","fromNanos":5000000,"toNanos":90000000,"ended":true,"spans":[\
      {"state":"blocked","fromNanos":30000000,"toNanos":60000000,"on":"Object@1","heldBy":"main","cell":"kitchen","line":3}]}],\
      "arrows":[{"deed":"start","fromThread":1,"fromNanos":5000000,"toThread":31,"toNanos":5100000}],\
      "locks":[{"lock":"Object@1","holdings":[{"thread":"main","threadId":1,"fromNanos":1000000,"toNanos":60000000,"cell":"kitchen","line":2}]}],\
      "pauses":[{"fromNanos":40000000,"toNanos":42000000,"what":"garbage collection"}],\
      "cores":[{"fromNanos":0,"toNanos":100000000,"percent":80}],\
      "notes":["Recording made this run 7 % slower."]}
      """;

  private static final String DEADLOCK =
      """
      {"type":"deadlock","cycle":[\
      {"thread":"ann","threadId":31,"holds":"left","heldSince":3,"waitsFor":"right","heldBy":"bob","cell":"kitchen","line":5},\
      {"thread":"bob","threadId":32,"holds":"right","heldSince":9,"waitsFor":"left","heldBy":"ann","cell":"kitchen","line":11}]}
      {"type":"finished","outcome":"deadlock","wallNanos":1020000000,"cpuNanos":0,"cores":2}
      """;

  private static final String STUCK =
      """
      {"type":"stuck","reading":"main waits for a latch that nobody counts down.","threads":[\
      {"thread":"main","threadId":1,"state":"parked","on":"CountDownLatch@1","cell":"kitchen","line":9,"method":"CountDownLatch.await","sinceNanos":9990000000}]}
      {"type":"finished","outcome":"timeout","wallNanos":10000000000,"cpuNanos":0,"cores":2}
      """;

  private static final String PROCESSES =
      """
      {"type":"process-started","pid":4711,"parent":2,"command":"sh -c ls","nanos":4000000}
      {"type":"process-started","pid":4712,"parent":4711,"command":"ls <b>","nanos":9000000}
      {"type":"process-ended","pid":4712,"exit":3,"aliveNanos":1004000000,"nanos":1013000000}
      {"type":"output","stream":"out","thread":"","threadId":0,"text":"listed\\n","nanos":1000000000}
      """;

  private static ServedBook book;

  @BeforeAll
  static void open() throws IOException {
    book = ServedBook.open();
  }

  @AfterAll
  static void close() {
    if (book != null) {
      book.close();
    }
  }

  private static Reader told(int width, String colours, String events) {
    Reader reader = book.reader(width, colours);
    reader.tell(events);
    reader.open("/en/first-threads");
    return reader;
  }

  private static Reader ran(String events) {
    Reader reader = told(1440, "light", events);
    reader.runByKeyboard(CELL);
    return reader;
  }

  private static Locator region(Reader reader, String name) {
    return reader.region(CELL, name);
  }

  private static Locator timeline(Reader reader) {
    return region(reader, "Timeline of " + CELL);
  }

  @Test
  void deadlockIsDrawnAndToldInSentencesThatLeadToTheirLines() {
    try (Reader reader = ran(DEADLOCK)) {
      assertThat(reader.cell(CELL).locator(".status")).containsText("deadlock");
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
      many += DEADLOCK.lines().findFirst().orElseThrow().replace(":3", ":" + (40 + i)) + "\n";
    }
    try (Reader reader = ran(many + FINISHED)) {
      assertThat(region(reader, "Deadlock in " + CELL)).hasCount(5);
      assertThat(reader.cell(CELL).locator(".waits-for")).hasCount(2);
    }
  }

  @Test
  void whatIsStuckIsReadInASentenceAndToldThreadByThread() {
    try (Reader reader = ran(STUCK)) {
      Locator told = region(reader, "What the threads of " + CELL + " were doing");
      assertThat(told).containsText("main waits for a latch that nobody counts down.");
      assertThat(told.getByRole(AriaRole.ROW).nth(1))
          .containsText(Pattern.compile("main.*parked on CountDownLatch@1.*line 9.*9\\.99 s"));
    }
  }

  @Test
  void processesStandUnderTheirParentsAndTheirOutputHasALane() {
    try (Reader reader = ran(PROCESSES + FINISHED)) {
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
      reader.open("/en/first-threads");
      reader.runByKeyboard(CELL);
      assertThat(reader.cell(CELL).locator(".lingering"))
          .containsText(Pattern.compile("2 threads still run.*w-1 started at line 4.*virtual #41"));
      reader.runByKeyboard("names");
      assertThat(reader.cell("names").locator(".status"))
          .containsText("2 threads of kitchen are still running");
    }
  }

  @Test
  void timelineIsAskedForWhereItsSwitchIsOnAndTheSwitchIsRemembered() {
    try (Reader reader = told(1440, "light", FINISHED)) {
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
              "**/en/first-threads",
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
      reader.open("/en/first-threads");
      reader.runByKeyboard(CELL);
      assertThat(reader.cell(CELL).locator(".status")).containsText("4 cores");
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
    String events =
        TIMELINE + STUCK.lines().findFirst().orElseThrow() + "\n" + PROCESSES + DEADLOCK;
    try (Reader reader = told(width, colours, events)) {
      reader.runByKeyboard(CELL);
      assertThat(timeline(reader).locator(".tl-body")).isVisible();
      timeline(reader).getByText("As a table").click();
      assertThat(reader.errors()).isEmpty();
      List<String> faults =
          new AxeBuilder(reader.page())
              .include("#cell-" + CELL).analyze().getViolations().stream()
                  .map(
                      v -> v.getId() + ": " + v.getHelp() + " " + v.getNodes().getFirst().getHtml())
                  .toList();
      assertThat(faults).isEmpty();
      Object overflow =
          reader
              .page()
              .evaluate(
                  "document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assertThat(((Number) overflow).intValue()).isZero();
    }
  }
}
