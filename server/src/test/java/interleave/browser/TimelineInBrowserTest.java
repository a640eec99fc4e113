package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a reader does with the timeline of a run. The events are fed to the page, since it is the
 * page that is looked at here.
 */
class TimelineInBrowserTest {
  private static final String CELL = "kitchen";

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

  /** Two threads that meet in the first hundredth of the run, and then only wait. */
  private static final String HANGING =
      """
      {"type":"deadlock","cycle":[\
      {"thread":"A","threadId":31,"holds":"left","heldSince":3,"waitsFor":"right","heldBy":"B","cell":"kitchen","line":5},\
      {"thread":"B","threadId":32,"holds":"right","heldSince":9,"waitsFor":"left","heldBy":"A","cell":"kitchen","line":11}]}
      {"type":"timeline","nanos":500000000,"lanes":[\
      {"thread":"A","threadId":31,"kind":"platform","fromNanos":0,"toNanos":500000000,"ended":false,"spans":[\
      {"state":"blocked","fromNanos":6000000,"toNanos":500000000,"on":"Object@2","heldBy":"B","cell":"helpers","line":5}]},\
      {"thread":"thread 32","threadId":32,"kind":"virtual","fromNanos":1000000,"toNanos":500000000,"ended":false,"spans":[\
      {"state":"blocked","fromNanos":5000000,"toNanos":500000000,"on":"Object@1","heldBy":"A","cell":"kitchen","line":11}]}],\
      "arrows":[],"locks":[{"lock":"Object@2","holdings":[{"thread":"thread 32","threadId":32,"fromNanos":1000000,"toNanos":500000000,"line":9}]}],\
      "pauses":[],"cores":[],"notes":[]}
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

  private static Reader ran(String events) {
    Reader reader = book.reader(1440, "light");
    reader.tell(events);
    reader.open("/en/first-threads");
    reader.runByKeyboard(CELL);
    return reader;
  }

  private static Locator timeline(Reader reader) {
    return reader.region(CELL, "Timeline of " + CELL);
  }

  @Test
  void keysGoFromSpanToSpanAndTellEachInWords() {
    try (Reader reader = ran(TIMELINE + FINISHED)) {
      Locator words = timeline(reader).locator(".tl-words");
      Locator cursor = timeline(reader).locator(".tl-cursor");
      cursor.focus();
      assertThat(words).containsText("main runs 10.0 ms");
      cursor.press("ArrowRight");
      assertThat(words).containsText("main waits 80.0 ms for Thread A, at line 7");
      cursor.press("ArrowDown");
      assertThat(words)
          .containsText(
              "A is blocked 30.0 ms at the entry of Object@1, which main holds, at line 3");
      assertThat(reader.cell(CELL).locator(".cm-spot")).hasCount(1);
      cursor.press("Enter");
      assertThat(reader.editor(CELL)).isFocused();
      assertThat(reader.errors()).isEmpty();
    }
  }

  @Test
  void pointingAtALaneTellsWhatItsThreadDoesThere() {
    try (Reader reader = ran(TIMELINE + FINISHED)) {
      Locator name = timeline(reader).locator(".tl-name").last();
      Locator body = timeline(reader).locator(".tl-body");
      body.scrollIntoViewIfNeeded();
      var row = name.boundingBox();
      var picture = body.boundingBox();
      reader.page().mouse().move(picture.x + picture.width / 2, row.y + row.height / 2);
      assertThat(timeline(reader).locator(".tl-words")).containsText("A is blocked 30.0 ms");
    }
  }

  @Test
  void keysOnTheAxisZoomMoveAndShowTheWholeRunAgain() {
    try (Reader reader = ran(TIMELINE + FINISHED)) {
      Locator axis =
          timeline(reader)
              .getByRole(AriaRole.SLIDER, new Locator.GetByRoleOptions().setName("Time shown"));
      axis.focus();
      axis.press("+");
      assertThat(axis).hasAttribute("aria-valuetext", "18.8 ms to 81.3 ms of 100 ms");
      axis.press("ArrowRight");
      assertThat(axis).hasAttribute("aria-valuetext", "31.3 ms to 93.8 ms of 100 ms");
      axis.press("Home");
      assertThat(axis).hasAttribute("aria-valuetext", "0 to 100 ms of 100 ms");
    }
  }

  @Test
  void tableTellsTheSameAndLeadsToTheLine() {
    try (Reader reader = ran(TIMELINE + FINISHED)) {
      timeline(reader).getByText("As a table").click();
      Locator row =
          timeline(reader).getByRole(AriaRole.ROW).filter(withText("blocked at a monitor"));
      assertThat(row).containsText(Pattern.compile("A.*30\\.0 ms.*30\\.0 ms.*Object@1.*main.*3"));
      row.getByRole(AriaRole.BUTTON).click();
      assertThat(reader.editor(CELL)).isFocused();
      assertThat(timeline(reader)).containsText("Recording made this run 7 % slower.");
    }
  }

  @Test
  void timelineIsSavedAsAPictureThatStandsAloneAndAsATrace() throws IOException {
    try (Reader reader = ran(TIMELINE + FINISHED)) {
      String svg = Files.readString(saved(reader, "SVG").path());
      assertThat(svg).startsWith("<svg").contains("Object@1").doesNotContain("class=", "var(--");
      JsonNode trace = new ObjectMapper().readTree(saved(reader, "Trace").path().toFile());
      List<String> names = new ArrayList<>();
      trace.path("traceEvents").forEach(event -> names.add(event.path("name").asText()));
      assertThat(names).contains("thread_name", "blocked at a monitor", "start", "cores in use");
      assertThat(reader.errors()).isEmpty();
    }
  }

  private static Download saved(Reader reader, String format) {
    return reader
        .page()
        .waitForDownload(
            () ->
                timeline(reader)
                    .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(Pattern.compile("^" + format)))
                    .click());
  }

  @Test
  void twoHundredVirtualThreadsFoldIntoOneRowAndUnfold() {
    try (Reader reader = ran(manyThreads(200) + FINISHED)) {
      Locator group =
          timeline(reader)
              .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("200 × worker"));
      assertThat(group).hasAttribute("aria-expanded", "false");
      assertThat(timeline(reader).locator(".tl-name")).hasCount(1);
      group.press("Enter");
      assertThat(group).hasAttribute("aria-expanded", "true");
      assertThat(group).isFocused();
      assertThat(timeline(reader).locator(".tl-name").filter(withText("worker-3"))).isVisible();
      // Rows out of sight are not drawn.
      assertThat(timeline(reader).locator(".tl-name").count()).isLessThan(60);
    }
  }

  private static String manyThreads(int count) {
    StringBuilder lanes =
        new StringBuilder(
            "{\"thread\":\"main\",\"threadId\":1,\"kind\":\"platform\",\"fromNanos\":0,"
                + "\"toNanos\":9000000,\"ended\":false,\"spans\":[]}");
    for (int i = 0; i < count; i++) {
      lanes.append(
          (",{\"thread\":\"worker-%d\",\"threadId\":%d,\"kind\":\"virtual\",\"fromNanos\":%d,"
                  + "\"toNanos\":9000000,\"ended\":true,\"spans\":[{\"state\":\"sleeping\","
                  + "\"fromNanos\":%d,\"toNanos\":8000000,\"line\":2}]}")
              .formatted(i, 100 + i, i * 1000, i * 1000 + 500));
    }
    return "{\"type\":\"timeline\",\"nanos\":9000000,\"lanes\":["
        + lanes
        + "],\"arrows\":[],\"locks\":[],\"pauses\":[],\"cores\":[],\"notes\":[]}\n";
  }

  @Test
  void runThatOnlyWaitsInTheEndIsShownFromItsBeginningUntilAllOfItIsAskedFor() {
    try (Reader reader = ran(HANGING)) {
      Locator axis =
          timeline(reader)
              .getByRole(AriaRole.SLIDER, new Locator.GetByRoleOptions().setName("Time shown"));
      assertThat(axis).hasAttribute("aria-valuetext", "0 to 10.0 ms of 500 ms");
      assertThat(timeline(reader)).containsText("Nothing changes after 6.00 ms");
      timeline(reader).getByText("show the whole run").click();
      assertThat(axis).hasAttribute("aria-valuetext", "0 to 500 ms of 500 ms");
    }
  }

  @Test
  void locksAndThreadsHaveTheNamesThatTheRestOfThePageGivesThem() {
    try (Reader reader = ran(HANGING)) {
      Locator cursor = timeline(reader).locator(".tl-cursor");
      cursor.focus();
      cursor.press("ArrowRight");
      assertThat(timeline(reader).locator(".tl-words"))
          .containsText("at the entry of right, which B holds, at line 5 of helpers");
      assertThat(timeline(reader).locator(".tl-name").last()).containsText("virtual #32");
      assertThat(timeline(reader).locator(".tl-mono")).hasText("right");
    }
  }

  @Test
  void whereNothingWasRecordedTheReasonStandsInItsPlace() {
    String nothing =
        """
        {"type":"timeline","nanos":0,"lanes":[],"arrows":[],"locks":[],"pauses":[],"cores":[],\
        "notes":["The recording was lost."]}
        """;
    try (Reader reader = ran(FINISHED + nothing)) {
      assertThat(reader.cell(CELL).locator(".timeline"))
          .containsText(Pattern.compile("Timeline.*not drawn.*The recording was lost\\."));
      assertThat(reader.cell(CELL).locator(".tl-picture")).hasCount(0);
    }
  }

  private static Locator.FilterOptions withText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
