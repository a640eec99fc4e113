package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static interleave.browser.ServedBook.CELL;
import static interleave.browser.ServedBook.PAGE;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The laboratories end to end: from what a reader types to what the page shows of a real run. */
@ExtendWith(SharedBook.class)
class LabsInBrowserTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
      new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

  private final LabPages labs;

  LabsInBrowserTest(ServedBook book) {
    labs = new LabPages(book);
  }

  @Test
  void programTakesItsArgumentsAndTellsItsExitStatusEndToEnd() {
    try (Reader reader = labs.book().reading()) {
      String program = "without-join";
      reader.type(program, "void main(String[] args) { IO.println(args[1]); System.exit(3); }");
      Locator field = reader.cell(program).getByLabel("Arguments of " + program);
      field.fill("one \"two words\"");
      LabPages.button(reader.cell(program), "Skip the prediction").click();
      reader.runByKeyboard(program);
      assertThat(reader.status(program)).containsText("exit status 3", PATIENTLY);
      assertThat(reader.cell(program).locator(".row")).containsText("two words");
      reader.page().reload();
      assertThat(field).hasValue("one \"two words\"");
    }
  }

  @Test
  void benchmarkEndToEnd() {
    run("benchmark", "int a = 1;\n@Benchmark public int add() { return a + a; }", "ns/op");
  }

  @Test
  void stressEndToEnd() {
    run(
        "stress",
        "int x, y;\nint actor1() { x = 1; return y; }\nint actor2() { y = 1; return x; }",
        "tries");
  }

  @Test
  void exploreEndToEnd() {
    run(
        "explore",
        """
        int value;
        void main() throws InterruptedException {
          Thread other = Thread.ofPlatform().start(() -> value++);
          value++;
          other.join();
          assert value == 2;
        }
        """,
        "An assertion fails");
  }

  /**
   * Runs a text of no chapter, since which chapter has which cell is the author's affair, and waits
   * for the laboratory to show some words.
   */
  private void run(String kind, String text, String words) {
    String scratch = JSON.valueToTree(Map.of("kind", kind, "source", text)).toString();
    try (Reader reader = labs.of(kind, 1440, "light", "")) {
      reader
          .page()
          .route(
              "**/api/run", route -> route.resume(new Route.ResumeOptions().setPostData(scratch)));
      reader.open(PAGE);
      reader.type(CELL, text);
      reader.runByKeyboard(CELL);
      assertThat(reader.cell(CELL).locator(".lab")).containsText(words, PATIENTLY);
    }
  }
}
