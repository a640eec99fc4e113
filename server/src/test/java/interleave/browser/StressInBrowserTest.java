package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static interleave.browser.ServedBook.CELL;
import static interleave.browser.ServedBook.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reader sees of a stress test. The events are fed to the page. */
@ExtendWith(SharedBook.class)
class StressInBrowserTest {
  private final LabPages labs;

  StressInBrowserTest(ServedBook book) {
    labs = new LabPages(book);
  }

  @Test
  void outcomesAreToldBySignAndWordAndWhatWasNotSeenProvesNothing() {
    try (Reader reader = labs.told("stress-forbidden")) {
      assertThat(reader.status(CELL)).containsText("a forbidden outcome was seen");
      Locator told = LabPages.region(reader, "Outcomes");
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
  void storedRunsOfOtherMachinesStandBesideWithTheirNames() {
    String stored =
        """
        <script type="application/json" data-stored>[{"machine":"Graviton 3","rows":[\
        {"outcome":"0, 0","count":812345},{"outcome":"0, 1","count":4100200}]}]</script>
        """
            .replace("$", "\\$");
    try (Reader reader = labs.of("stress", 1440, "light", stored)) {
      reader.tell(ToldEvents.ofLaboratory("stress-seen"));
      reader.open(PAGE);
      assertThat(LabPages.region(reader, "Outcomes")).containsText("not run here yet");
      reader.runByKeyboard(CELL);
      Locator rows = LabPages.region(reader, "Outcomes").getByRole(AriaRole.ROW);
      assertThat(rows.first()).containsText("Graviton 3 (stored)");
      assertThat(rows.nth(1)).containsText(Pattern.compile("1,203.*812,345"));
      assertThat(reader.errors()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"stress-forbidden,1440,dark", "stress-forbidden,390,light"})
  void figuresHaveNoFaultForAssistiveTechnologyAndFitTheirWindow(
      String events, int width, String colours) {
    labs.checkFigures(events, width, colours);
  }
}
