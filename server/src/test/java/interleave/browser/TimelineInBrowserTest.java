package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static interleave.browser.ServedBook.CELL;
import static interleave.browser.ToldEvents.FINISHED;
import static interleave.browser.ToldEvents.HANGING;
import static interleave.browser.ToldEvents.NOTHING_RECORDED;
import static interleave.browser.ToldEvents.TIMELINE;
import static interleave.browser.ToldEvents.manyThreads;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a reader does with the timeline of a run. The events are fed to the page, since it is the
 * page that is looked at here.
 */
@ExtendWith(SharedBook.class)
class TimelineInBrowserTest {
  private final ServedBook book;

  TimelineInBrowserTest(ServedBook book) {
    this.book = book;
  }

  private static Locator timeline(Reader reader) {
    return reader.region(CELL, "Timeline of " + CELL);
  }

  @Test
  void keysGoFromSpanToSpanAndTellEachInWords() {
    try (Reader reader = book.ran(TIMELINE + FINISHED)) {
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
    try (Reader reader = book.ran(TIMELINE + FINISHED)) {
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
    try (Reader reader = book.ran(TIMELINE + FINISHED)) {
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
    try (Reader reader = book.ran(TIMELINE + FINISHED)) {
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
    try (Reader reader = book.ran(TIMELINE + FINISHED)) {
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
    try (Reader reader = book.ran(manyThreads(200) + FINISHED)) {
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

  @Test
  void runThatOnlyWaitsInTheEndIsShownFromItsBeginningUntilAllOfItIsAskedFor() {
    try (Reader reader = book.ran(HANGING)) {
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
    try (Reader reader = book.ran(HANGING)) {
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
    try (Reader reader = book.ran(FINISHED + NOTHING_RECORDED)) {
      assertThat(reader.cell(CELL).locator(".timeline"))
          .containsText(Pattern.compile("Timeline.*not drawn.*The recording was lost\\."));
      assertThat(reader.cell(CELL).locator(".tl-picture")).hasCount(0);
    }
  }

  private static Locator.FilterOptions withText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
