package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static interleave.browser.ServedBook.CELL;
import static interleave.browser.ServedBook.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reader sees of the explorer. The events are fed to the page. */
@ExtendWith(SharedBook.class)
class ExploreInBrowserTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LabPages labs;

  ExploreInBrowserTest(ServedBook book) {
    labs = new LabPages(book);
  }

  @Test
  void keysStepThroughAFailingScheduleAndLightTheEditorsLine() {
    try (Reader reader = labs.told("schedule-assertion")) {
      Locator told = LabPages.region(reader, "Failing schedule");
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
      LabPages.button(told.locator("[aria-current=step]"), "line 5").click();
      assertThat(reader.editor(CELL)).isFocused();
    }
  }

  @Test
  void bothAccessesOfADataRaceAreMarked() {
    try (Reader reader = labs.told("schedule-race")) {
      Locator racing = LabPages.region(reader, "Failing schedule").locator(".lab-racing");
      assertThat(racing.nth(0)).containsText(Pattern.compile("ready = true.*first access"));
      assertThat(racing.nth(1)).containsText(Pattern.compile("ready → true.*second access"));
    }
  }

  @Test
  void searchWithoutAFindNeverClaimsThatTheCodeIsCorrect() {
    try (Reader reader = labs.told("explored")) {
      Locator told = LabPages.region(reader, "Exploration");
      assertThat(told)
          .containsText(
              "No failure in 14390 schedules; all with at most 2 preemptions are among them.");
      assertThat(told.getByRole(AriaRole.LISTITEM)).hasCount(2);
      assertThat(reader.cell(CELL)).not().containsText("correct");
    }
  }

  @Test
  void linkBringsAScheduleAndTheReaderReplaysIt() throws IOException {
    try (Reader reader = labs.told("schedule-assertion")) {
      Locator told = LabPages.region(reader, "Failing schedule");
      LabPages.button(told, "Share this schedule").click();
      String link = told.getByRole(AriaRole.TEXTBOX).inputValue();
      assertThat(link).endsWith(PAGE + "#cell-kitchen?schedule=m2.a1-b2.a1_m4");
      reader.page().navigate("about:blank");
      reader.page().navigate(link);
      Locator replay = LabPages.button(reader.cell(CELL), "Replay the schedule");
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
  void linkOfAnEditedCellSaysThatItDoesNotHoldTheEdit() {
    try (Reader reader = labs.told("schedule-assertion")) {
      reader.type(CELL, "void main() {}");
      LabPages.button(LabPages.region(reader, "Failing schedule"), "Share this schedule").click();
      assertThat(LabPages.region(reader, "Failing schedule"))
          .containsText("Your edit is not part of it");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "schedule-race,1440,light",
    "schedule-race,390,dark",
    "schedule-long,390,light",
    "explored,390,dark"
  })
  void figuresHaveNoFaultForAssistiveTechnologyAndFitTheirWindow(
      String events, int width, String colours) {
    labs.checkFigures(events, width, colours);
  }
}
