package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static interleave.browser.ServedBook.CELL;
import static interleave.browser.ServedBook.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reader sees of a benchmark. The events are fed to the page. */
@ExtendWith(SharedBook.class)
class BenchmarkInBrowserTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LabPages labs;

  BenchmarkInBrowserTest(ServedBook book) {
    labs = new LabPages(book);
  }

  @Test
  void everyMeasuredPointIsDrawnWithItsMeanAndRangeAndToldToScreenReaders() {
    try (Reader reader = labs.told("benchmark-compare")) {
      Locator told = LabPages.region(reader, "Benchmark");
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
  void scoresOfMoreThanADecadeStandOnALogarithmicAxisThatSaysSo() {
    try (Reader reader = labs.told("benchmark-decades")) {
      assertThat(LabPages.region(reader, "Benchmark")).containsText("The axis is logarithmic");
      assertThat(LabPages.region(reader, "Benchmark")).containsText("nothing else ran meanwhile");
    }
  }

  @Test
  void parametersBecomeALineChartWithItsPointsInATable() {
    try (Reader reader = labs.told("benchmark-params")) {
      Locator told = LabPages.region(reader, "Benchmark");
      assertThat(told).containsText("Both axes are logarithmic");
      assertThat(told.locator(".lab-plot")).hasCount(1);
      assertThat(told.locator(".lab-legend li"))
          .hasText(new String[] {"arrayList", "linkedList", "hashSet"});
      assertThat(told.locator(".lab-plot .lab-dot")).hasCount(75);
      told.getByText("Every setting, point by point").click();
      assertThat(told.getByRole(AriaRole.ROW).filter(with("size = 100000"))).hasCount(3);
    }
  }

  @Test
  void speedUpIsHonestAboutTheCoresThereAre() {
    try (Reader reader = labs.told("benchmark-threads")) {
      Locator told = LabPages.region(reader, "Benchmark");
      assertThat(told).containsText("Speed-up of hash. Most work is done by 2 threads");
      assertThat(told).containsText("89\u00a0%");
      assertThat(told).containsText("This machine has 2 cores.");
      assertThat(told).containsText("so it is a guess");
      assertThat(told.locator(".lab-legend")).containsText("ideal on 2 cores");
    }
  }

  @Test
  void resultIsDownloadedAsItsEvents() throws IOException {
    try (Reader reader = labs.told("benchmark-compare")) {
      Locator save = LabPages.button(LabPages.region(reader, "Benchmark"), "JSON");
      Download file = reader.page().waitForDownload(save::click);
      assertThat(file.suggestedFilename()).isEqualTo(CELL + ".json");
      JsonNode saved = JSON.readTree(file.path().toFile());
      assertThat(saved.path("events").findValuesAsText("type"))
          .containsExactly(
              "machine", "benchmark", "benchmark", "benchmark", "remark", "remark", "finished");
    }
  }

  @Test
  void progressAndPointsAreSeenWhileItMeasuresAndStopIsOffered() throws IOException {
    String begun =
        ToldEvents.ofLaboratory("benchmark-compare")
            .lines()
            .limit(11)
            .reduce("", (a, b) -> a + b + "\n");
    try (Reader reader = labs.of("benchmark", 1440, "light", "")) {
      neverEnding(reader.page(), begun);
      reader.open(PAGE);
      reader.runByKeyboard(CELL);
      Locator bar = reader.cell(CELL).getByRole(AriaRole.PROGRESSBAR);
      assertThat(bar).hasAttribute("aria-valuetext", Pattern.compile("measuring point 3 of 8"));
      assertThat(LabPages.region(reader, "Benchmark")).containsText("4 points so far");
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
    "benchmark-compare,1440,light",
    "benchmark-compare,390,dark",
    "benchmark-params,390,light",
    "benchmark-threads,1440,dark"
  })
  void figuresHaveNoFaultForAssistiveTechnologyAndFitTheirWindow(
      String events, int width, String colours) {
    labs.checkFigures(events, width, colours);
  }

  private static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
