package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static interleave.browser.ServedBook.CELL;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reader does with the book, in a real browser. */
@ExtendWith(SharedBook.class)
class BookInBrowserTest {
  private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
      new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

  private final ServedBook book;

  BookInBrowserTest(ServedBook book) {
    this.book = book;
  }

  private static void verdict(Reader reader, String words) {
    assertThat(reader.status(CELL)).containsText(words, PATIENTLY);
  }

  @Test
  void editsAListingRunsItByKeyAndSeesEachLineUnderItsThread() {
    try (Reader reader = book.reading()) {
      reader.type(
          CELL,
          """
          Thread a = Thread.ofPlatform().name("A").start(() -> System.out.println("from a"));
          a.join();
          System.out.println("from main");
          6 * 7
          """);
      reader.runByKeyboard(CELL);
      verdict(reader, "done in");
      Locator rows = reader.cell(CELL).locator(".row");
      assertThat(rows.filter(withText("from a")).locator(".tag")).hasText("A");
      assertThat(rows.filter(withText("from main")).locator(".tag")).hasText("main");
      assertThat(colour(rows.filter(withText("from a"))))
          .isNotEqualTo(colour(rows.filter(withText("from main"))));
      assertThat(reader.cell(CELL).locator(".value-text")).hasText("42");
      assertThat(reader.errors()).isEmpty();
    }
  }

  @Test
  void outputReachesThePageWhileTheCellRuns() {
    try (Reader reader = book.reading()) {
      reader.type(CELL, "System.out.println(\"early\");\nThread.sleep(60_000);");
      reader.runByKeyboard(CELL);
      assertThat(reader.cell(CELL).locator(".row")).containsText("early", PATIENTLY);
      assertThat(reader.button(CELL, "Stop")).isVisible();
      reader.button(CELL, "Stop").click();
      verdict(reader, "stopped");
    }
  }

  @Test
  void stopEndsAnEndlessLoopAndThePageOffersToRunTheCellsAboveAgain() {
    try (Reader reader = book.reading()) {
      reader.runByKeyboard(CELL);
      verdict(reader, "done in");
      reader.type("names", "while (true);");
      reader.runByKeyboard("names");
      assertThat(reader.button("names", "Stop")).isVisible();
      assertThat(reader.status("names")).containsText("running", PATIENTLY);
      reader.button("names", "Stop").click();
      assertThat(reader.status("names")).containsText("stopped", PATIENTLY);
      Locator again =
          reader
              .page()
              .getByRole(
                  AriaRole.BUTTON,
                  new com.microsoft.playwright.Page.GetByRoleOptions()
                      .setName(Pattern.compile("Run the cells? above again")));
      again.first().click();
      verdict(reader, "done in");
    }
  }

  @Test
  void compileErrorIsUnderlinedAtItsPlaceAndTheOutputLeadsThere() {
    try (Reader reader = book.reading()) {
      reader.type(CELL, "int right = 1;\nint wrong = \"text\";");
      reader.runByKeyboard(CELL);
      verdict(reader, "not run");
      assertThat(reader.cell(CELL).locator(".cm-lintRange-error")).hasText("\"text\"");
      Locator jump =
          reader
              .cell(CELL)
              .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Line 2"));
      jump.click();
      assertThat(reader.editor(CELL)).isFocused();
    }
  }

  @Test
  void exceptionIsToldInLinesOfTheCell() {
    try (Reader reader = book.reading()) {
      reader.type(CELL, "int half(int n) {\n  return 1 / n;\n}\nhalf(0);");
      reader.runByKeyboard(CELL);
      verdict(reader, "exception");
      assertThat(reader.cell(CELL).locator(".threw"))
          .containsText("ArithmeticException: / by zero");
      assertThat(reader.cell(CELL).locator(".frames li").first()).containsText("line 2");
      assertThat(reader.cell(CELL).locator(".frames")).not().containsText("REPL");
    }
  }

  @Test
  void programAsksForALineAndGetsIt() {
    try (Reader reader = book.reading()) {
      reader.type(CELL, "System.out.println(\"hello \" + new Scanner(System.in).nextLine());");
      reader.runByKeyboard(CELL);
      Locator input =
          reader
              .cell(CELL)
              .getByRole(
                  AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Input for " + CELL));
      input.waitFor(new Locator.WaitForOptions().setTimeout(30_000));
      input.fill("Ada");
      input.press("Enter");
      assertThat(reader.cell(CELL).locator(".rows")).containsText("hello Ada", PATIENTLY);
      verdict(reader, "done in");
    }
  }

  @Test
  void nothingThatARunPrintsBecomesHtml() {
    try (Reader reader = book.reading()) {
      reader.type(
          CELL, "System.out.println(\"<img src=x onerror=document.title='gotcha'><b>bold</b>\");");
      reader.runByKeyboard(CELL);
      verdict(reader, "done in");
      assertThat(reader.cell(CELL).locator(".row")).containsText("<b>bold</b>");
      assertThat(reader.cell(CELL).locator(".rows img, .rows b").count()).isZero();
      assertThat(reader.page().title()).doesNotContain("gotcha");
    }
  }

  @Test
  void editSurvivesAReloadAndResetBringsTheAuthorsTextBack() {
    try (Reader reader = book.reading()) {
      reader.type(CELL, "int mine = 1;");
      reader.page().reload();
      assertThat(reader.editor(CELL)).containsText("int mine = 1;");
      reader.button(CELL, "Reset").click();
      assertThat(reader.editor(CELL)).containsText("kettle on");
      assertThat(reader.editor(CELL)).not().containsText("int mine");
    }
  }

  @Test
  void readerPredictsBeforeRunIsOffered() {
    try (Reader reader = book.reader(1440, "light")) {
      reader.open("/en/races");
      Locator cell = reader.cell("page-views");
      cell.scrollIntoViewIfNeeded();
      assertThat(cell).containsText(Pattern.compile("predict", Pattern.CASE_INSENSITIVE));
      Locator predict = reader.page().locator("#predict-page-views");
      predict.getByRole(AriaRole.RADIO).nth(1).check();
      predict.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Commit")).click();
      reader.editor("page-views");
      reader.button("page-views", "Run").click();
      assertThat(cell.locator(".status")).containsText("done in", PATIENTLY);
      assertThat(predict.locator(".explanation")).isVisible();
      assertThat(reader.errors()).isEmpty();
    }
  }

  @Test
  void pageReadsWellWithJavaScriptOff() {
    try (var context =
        book.browser()
            .newContext(
                new com.microsoft.playwright.Browser.NewContextOptions()
                    .setJavaScriptEnabled(false))) {
      var page = context.newPage();
      page.navigate(book.server().address() + "/en/races");
      assertThat(page.locator("#cell-page-views .listing")).isVisible();
      assertThat(page.locator("#cell-page-views .tok-keyword").first()).isVisible();
      assertThat(page.getByRole(AriaRole.BUTTON)).hasCount(0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/,1440,light", "/,390,dark",
    "/en/first-threads,1440,light", "/en/first-threads,390,dark",
    "/en/races,1440,dark", "/en/races,390,light",
    "/en/deadlock,1440,light", "/en/deadlock,390,dark"
  })
  void pageHasNoSeriousFaultForAssistiveTechnologyAndFitsItsWindow(
      String path, int width, String colours) {
    try (Reader reader = book.reader(width, colours)) {
      reader.open(path);
      if (path.contains("first-threads")) {
        reader.editor(CELL);
        reader.runByKeyboard(CELL);
        verdict(reader, "done in");
      }
      assertThat(reader.seriousFaults()).isEmpty();
      assertThat(reader.overflow()).isZero();
      assertThat(reader.errors()).isEmpty();
      reader
          .page()
          .screenshot(
              new com.microsoft.playwright.Page.ScreenshotOptions()
                  .setPath(
                      Path.of(
                          "target",
                          "screenshots",
                          path.replaceAll("\\W+", "-") + "-" + width + "-" + colours + ".png")));
    }
  }

  @Test
  void openPageGoesOnAfterTheServerHasStartedAgain() throws IOException {
    ServerProcess first = withOneCompiler(0);
    try (Reader reader = book.reader(1440, "light")) {
      reader.page().navigate(first.address() + "/en/first-threads");
      reader.runByKeyboard(CELL);
      verdict(reader, "done in");
      first.close();
      reader.runByKeyboard(CELL);
      assertThat(reader.cell(CELL)).containsText(Pattern.compile("server"), PATIENTLY);
      try (ServerProcess second = withOneCompiler(first.port())) {
        assertThat(second.port()).isEqualTo(first.port());
        reader.runByKeyboard(CELL);
        verdict(reader, "done in");
      }
    } finally {
      first.close();
    }
  }

  /** A server that lives for a few clicks: a second compiler would not get warm in that time. */
  private static ServerProcess withOneCompiler(int port) throws IOException {
    return ServerProcess.start(port, ProcessBuilder.Redirect.INHERIT, "--limit", "engines=1");
  }

  private static Locator.FilterOptions withText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Object colour(Locator row) {
    return row.locator(".tag").evaluate("tag => getComputedStyle(tag).color");
  }
}
