package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a reader sees of a laboratory. Most of these tests feed written events to the page, so they
 * hold the drawing only; those that end in "endToEnd" run the laboratory itself.
 */
class LabsInBrowserTest {
  private static final String CELL = "kitchen";
  private static final String PATH = "/en/first-threads";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
      new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

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

  private static String events(String fixture) throws IOException {
    try (InputStream in = LabsInBrowserTest.class.getResourceAsStream(fixture + ".ndjson")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A reader of a page on which the cell is one of this laboratory. */
  private static Reader of(String kind, int width, String colours, String inside) {
    Reader reader = book.reader(width, colours);
    reader
        .page()
        .route(
            "**" + PATH,
            route -> {
              var page = route.fetch();
              String text =
                  page.text()
                      .replaceFirst(
                          "(data-cell=\"kitchen\" data-kind=\")run(\"[^>]*>)",
                          "$1" + kind + "$2" + inside);
              route.fulfill(new Route.FulfillOptions().setResponse(page).setBody(text));
            });
    return reader;
  }

  private static Reader told(String fixture, int width, String colours) throws IOException {
    String kind = fixture.replaceAll("-.*", "").replaceAll("schedule|explored", "explore");
    Reader reader = of(kind, width, colours, "");
    reader.tell(events(fixture));
    reader.open(PATH);
    reader.runByKeyboard(CELL);
    return reader;
  }

  private static Reader told(String fixture) throws IOException {
    return told(fixture, 1440, "light");
  }

  private static Locator region(Reader reader, String name) {
    return reader.region(CELL, name + " of " + CELL);
  }

  private static Locator status(Reader reader) {
    return reader.cell(CELL).locator(".status");
  }

  private static Locator button(Locator where, String name) {
    return where.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
  }

  @Test
  void everyMeasuredPointIsDrawnWithItsMeanAndRangeAndToldToScreenReaders() throws IOException {
    try (Reader reader = told("benchmark-compare")) {
      Locator told = region(reader, "Benchmark");
      assertThat(told).containsText("3 benchmarks, 24 points");
      Locator atomic = told.getByRole(AriaRole.ROW).filter(with("atomic"));
      assertThat(atomic.locator(".lab-dot")).hasCount(8);
      assertThat(atomic).containsText("29.80");
      assertThat(told).containsText("adder and striped cannot be told apart");
      assertThat(told).containsText("The axis starts at 0.");
      assertThat(told).containsText("2 cores");
      assertThat(told).containsText("something else ran meanwhile");
      told.getByText("Look closer").click();
      assertThat(told).containsText("not at 0.");
      assertThat(reader.errors()).isEmpty();
    }
  }

  @Test
  void scoresOfMoreThanADecadeStandOnALogarithmicAxisThatSaysSo() throws IOException {
    try (Reader reader = told("benchmark-decades")) {
      assertThat(region(reader, "Benchmark")).containsText("The axis is logarithmic");
      assertThat(region(reader, "Benchmark")).containsText("nothing else ran meanwhile");
    }
  }

  @Test
  void parametersBecomeALineChartWithItsPointsInATable() throws IOException {
    try (Reader reader = told("benchmark-params")) {
      Locator told = region(reader, "Benchmark");
      assertThat(told).containsText("Both axes are logarithmic");
      assertThat(told.locator(".lab-legend li"))
          .hasText(new String[] {"arrayList", "linkedList", "hashSet"});
      assertThat(told.locator(".lab-plot .lab-dot")).hasCount(75);
      told.getByText("Every setting, point by point").click();
      assertThat(told.getByRole(AriaRole.ROW).filter(with("size = 100000"))).hasCount(3);
    }
  }

  @Test
  void speedUpIsHonestAboutTheCoresThereAre() throws IOException {
    try (Reader reader = told("benchmark-threads")) {
      Locator told = region(reader, "Benchmark");
      assertThat(told).containsText("Speed-up of hash. Most work is done by 2 threads");
      assertThat(told).containsText("89\u00a0%");
      assertThat(told).containsText("This machine has 2 cores.");
      assertThat(told).containsText("so it is a guess");
      assertThat(told.locator(".lab-legend")).containsText("ideal on 2 cores");
    }
  }

  @Test
  void resultIsDownloadedAsItsEvents() throws IOException {
    try (Reader reader = told("benchmark-compare")) {
      Locator save = button(region(reader, "Benchmark"), "JSON");
      Download file = reader.page().waitForDownload(save::click);
      assertThat(file.suggestedFilename()).isEqualTo(CELL + ".json");
      JsonNode saved = JSON.readTree(file.path().toFile());
      assertThat(saved.path("events").findValuesAsText("type"))
          .containsExactly(
              "machine", "benchmark", "benchmark", "benchmark", "remark", "remark", "finished");
    }
  }

  @Test
  void outcomesAreToldBySignAndWordAndWhatWasNotSeenProvesNothing() throws IOException {
    try (Reader reader = told("stress-forbidden")) {
      assertThat(status(reader)).containsText("a forbidden outcome was seen");
      Locator told = region(reader, "Outcomes");
      Locator rows = told.getByRole(AriaRole.ROW);
      assertThat(rows.nth(1)).containsText(Pattern.compile("1.*forbidden.*lost.*42"));
      assertThat(rows.nth(1).locator(".lab-badge .icon")).hasCount(1);
      assertThat(rows.nth(2)).containsText(Pattern.compile("2.*allowed.*8,345,112"));
      assertThat(rows.nth(3)).containsText("not seen in 8,345,157 tries: that proves nothing");
      assertThat(rows.nth(4)).containsText(Pattern.compile("<b>7</b>.*not declared"));
      assertThat(told.locator("b")).hasCount(0);
    }
  }

  @Test
  void storedRunsOfOtherMachinesStandBesideWithTheirNames() throws IOException {
    String stored =
        """
        <script type="application/json" data-stored>[{"machine":"Graviton 3","rows":[\
        {"outcome":"0, 0","count":812345},{"outcome":"0, 1","count":4100200}]}]</script>
        """
            .replace("$", "\\$");
    try (Reader reader = of("stress", 1440, "light", stored)) {
      reader.tell(events("stress-seen"));
      reader.open(PATH);
      assertThat(region(reader, "Outcomes")).containsText("not run here yet");
      reader.runByKeyboard(CELL);
      Locator rows = region(reader, "Outcomes").getByRole(AriaRole.ROW);
      assertThat(rows.first()).containsText("Graviton 3 (stored)");
      assertThat(rows.nth(1)).containsText(Pattern.compile("1,203.*812,345"));
      assertThat(reader.errors()).isEmpty();
    }
  }

  @Test
  void keysStepThroughAFailingScheduleAndLightTheEditorsLine() throws IOException {
    try (Reader reader = told("schedule-assertion")) {
      Locator told = region(reader, "Failing schedule");
      assertThat(told).containsText("The shortest one found in 8 schedules, with 1 preemption.");
      Locator steps = told.locator(".lab-steps-box");
      steps.press("Home");
      for (int i = 0; i < 5; i++) {
        steps.press("ArrowRight");
      }
      assertThat(told).containsText("step 5 of 12");
      assertThat(told.locator("[aria-current=step]")).containsText("counter.value = 1");
      assertThat(told.locator(".lab-changed")).hasText(Pattern.compile("counter.value\\s*1 was 0"));
      assertThat(reader.cell(CELL).locator(".cm-spot")).hasCount(1);
      steps.press("ArrowLeft");
      assertThat(told.locator(".lab-changed")).hasCount(0);
      assertThat(told.locator(".lab-switched")).hasCount(4);
      button(told.locator("[aria-current=step]"), "line 5").click();
      assertThat(reader.editor(CELL)).isFocused();
    }
  }

  @Test
  void bothAccessesOfADataRaceAreMarked() throws IOException {
    try (Reader reader = told("schedule-race")) {
      Locator racing = region(reader, "Failing schedule").locator(".lab-racing");
      assertThat(racing.nth(0)).containsText(Pattern.compile("ready = true.*first access"));
      assertThat(racing.nth(1)).containsText(Pattern.compile("ready → true.*second access"));
    }
  }

  @Test
  void searchWithoutAFindNeverClaimsThatTheCodeIsCorrect() throws IOException {
    try (Reader reader = told("explored")) {
      Locator told = region(reader, "Exploration");
      assertThat(told)
          .containsText(
              "No failure in 14,390 schedules with at most 2 preemptions; not all were tried.");
      assertThat(told.getByRole(AriaRole.LISTITEM)).hasCount(2);
      assertThat(reader.cell(CELL)).not().containsText("correct");
    }
  }

  @Test
  void linkBringsAScheduleAndTheReaderReplaysIt() throws IOException {
    try (Reader reader = told("schedule-assertion")) {
      Locator told = region(reader, "Failing schedule");
      button(told, "Share this schedule").click();
      String link = told.getByRole(AriaRole.TEXTBOX).inputValue();
      assertThat(link).endsWith(PATH + "#cell-kitchen?schedule=m2.a1-b2.a1_m4");
      reader.page().navigate("about:blank");
      reader.page().navigate(link);
      Locator replay = button(reader.cell(CELL), "Replay the schedule");
      String posted = reader.page().waitForRequest("**/api/run", replay::click).postData();
      assertThat(JSON.readTree(posted).path("replay").asText()).isEqualTo("m2.a1-b2.a1_m4");
      assertThat(told).isVisible();
      assertThat(
              reader
                  .page()
                  .waitForRequest("**/api/run", () -> reader.runByKeyboard(CELL))
                  .postData())
          .doesNotContain("replay");
    }
  }

  @Test
  void linkOfAnEditedCellSaysThatItDoesNotHoldTheEdit() throws IOException {
    try (Reader reader = told("schedule-assertion")) {
      reader.type(CELL, "void main() {}");
      button(region(reader, "Failing schedule"), "Share this schedule").click();
      assertThat(region(reader, "Failing schedule")).containsText("Your edit is not part of it");
    }
  }

  @Test
  void progressAndPointsAreSeenWhileItMeasuresAndStopIsOffered() throws IOException {
    String begun = events("benchmark-compare").lines().limit(11).reduce("", (a, b) -> a + b + "\n");
    try (Reader reader = of("benchmark", 1440, "light", "")) {
      neverEnding(reader.page(), begun);
      reader.open(PATH);
      reader.runByKeyboard(CELL);
      Locator bar = reader.cell(CELL).getByRole(AriaRole.PROGRESSBAR);
      assertThat(bar).hasAttribute("aria-valuetext", Pattern.compile("measuring point 3 of 8"));
      assertThat(region(reader, "Benchmark")).containsText("4 points so far");
      assertThat(reader.button(CELL, "Stop")).isVisible();
    }
  }

  /** A stream that stays open, as that of a measurement under way. */
  private static void neverEnding(Page page, String events) throws IOException {
    page.addInitScript(
        """
        const real = window.fetch;
        const body = %s;
        window.fetch = (url, init) => String(url).endsWith("/api/run")
          ? Promise.resolve(new Response(new ReadableStream({start(c) { c.enqueue(new TextEncoder().encode(body)); }})))
          : real(url, init);
        """
            .formatted(JSON.writeValueAsString(events)));
  }

  @ParameterizedTest
  @CsvSource({
    "benchmark-compare,1440,light", "benchmark-compare,390,dark", "benchmark-params,390,light",
    "benchmark-threads,1440,dark", "stress-forbidden,1440,dark", "stress-forbidden,390,light",
    "schedule-race,1440,light", "schedule-race,390,dark", "schedule-long,390,light",
    "explored,390,dark"
  })
  void figuresHaveNoFaultForAssistiveTechnologyAndFitTheirWindow(
      String fixture, int width, String colours) throws IOException {
    try (Reader reader = told(fixture, width, colours)) {
      assertThat(reader.cell(CELL).locator(".lab")).isVisible();
      assertThat(reader.errors()).isEmpty();
      List<String> faults =
          new AxeBuilder(reader.page())
              .include("#cell-" + CELL).analyze().getViolations().stream()
                  .map(v -> v.getId() + " " + v.getNodes().getFirst().getHtml())
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

  @Test
  void programTakesItsArgumentsAndTellsItsExitStatusEndToEnd() {
    try (Reader reader = book.reader(1440, "light")) {
      reader.open(PATH);
      String program = "without-join";
      reader.type(program, "void main(String[] args) { IO.println(args[1]); System.exit(3); }");
      Locator field = reader.cell(program).getByLabel("Arguments of " + program);
      field.fill("one \"two words\"");
      button(reader.cell(program), "Skip the prediction").click();
      reader.runByKeyboard(program);
      assertThat(reader.cell(program).locator(".status")).containsText("exit status 3", PATIENTLY);
      assertThat(reader.cell(program).locator(".row")).containsText("two words");
      reader.page().reload();
      assertThat(field).hasValue("one \"two words\"");
    }
  }

  @Test
  void benchmarkEndToEnd() {
    Locator told = ranAs("benchmark", "int a = 1;\n@Benchmark public int add() { return a + a; }");
    assertThat(told).containsText("ns/op", PATIENTLY);
  }

  @Test
  void stressEndToEnd() {
    Locator told =
        ranAs(
            "stress",
            "int x, y;\nint actor1() { x = 1; return y; }\nint actor2() { y = 1; return x; }");
    assertThat(told).containsText("tries", PATIENTLY);
  }

  @Test
  void exploreEndToEnd() {
    Locator told =
        ranAs(
            "explore",
            """
            int value;
            void main() throws InterruptedException {
              Thread other = Thread.ofPlatform().start(() -> value++);
              value++;
              other.join();
              assert value == 2;
            }
            """);
    assertThat(told).containsText("An assertion fails", PATIENTLY);
  }

  /** Runs a text of no chapter, since which chapter has which cell is the author's affair. */
  private static Locator ranAs(String kind, String text) {
    Reader reader = of(kind, 1440, "light", "");
    reader
        .page()
        .route(
            "**/api/run",
            route -> route.resume(new Route.ResumeOptions().setPostData(scratch(kind, text))));
    reader.open(PATH);
    reader.type(CELL, text);
    reader.runByKeyboard(CELL);
    return reader.cell(CELL).locator(".lab");
  }

  private static String scratch(String kind, String text) {
    return JSON.valueToTree(Map.of("kind", kind, "source", text)).toString();
  }

  private static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
