package interleave.browser;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** A reader at a page: finds cells by name, types, presses buttons, sees what the page shows. */
final class Reader implements AutoCloseable {
  private final BrowserContext context;
  private final Page page;
  private final String address;
  private final List<String> errors = new ArrayList<>();

  Reader(Browser browser, String address, int width, String colorScheme) {
    this.address = address;
    this.context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(ColorScheme.valueOf(colorScheme.toUpperCase(Locale.ROOT))));
    this.page = context.newPage();
    page.onPageError(errors::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.add(message.text());
          }
        });
  }

  /**
   * Answers every run with these events, whatever its cell says; to be called before a page opens.
   */
  void tell(String events) {
    page.route(
        "**/api/run",
        route ->
            route.fulfill(
                new Route.FulfillOptions().setContentType("application/x-ndjson").setBody(events)));
  }

  /** A part of a cell's output, by its name. */
  Locator region(String cell, String name) {
    return cell(cell)
        .getByRole(AriaRole.REGION, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Opens a path of the book. */
  void open(String path) {
    page.navigate(address + path);
  }

  Page page() {
    return page;
  }

  /** Faults that the browser reported, such as a breach of the content security policy. */
  List<String> errors() {
    return errors;
  }

  Locator cell(String id) {
    return page.locator("#cell-" + id);
  }

  Locator button(String cell, String name) {
    return cell(cell)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name + " " + cell));
  }

  Locator status(String cell) {
    return cell(cell).locator(".status");
  }

  /** What serious faults the page has for those who read it with assistive technology. */
  List<String> seriousFaults() {
    return faults(
        new AxeBuilder(page), v -> List.of("serious", "critical").contains(v.getImpact()));
  }

  /** What faults a cell has for those who read it with assistive technology. */
  List<String> faultsOf(String cell) {
    return faults(new AxeBuilder(page).include("#cell-" + cell), v -> true);
  }

  private static List<String> faults(AxeBuilder axe, Predicate<Rule> wanted) {
    AxeRunOptions faultsOnly = new AxeRunOptions();
    faultsOnly.setResultTypes(List.of("violations"));
    // Legacy is one run in this page, which has no frames; else a second page puts the results of
    // all frames together. Both that and telling what is in order take most of the time.
    return axe.setLegacyMode(true).options(faultsOnly).analyze().getViolations().stream()
        .filter(wanted)
        .map(v -> v.getId() + ": " + v.getHelp() + " " + v.getNodes().getFirst().getHtml())
        .toList();
  }

  /** By how many pixels the page is wider than its window. */
  int overflow() {
    Object pixels =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    return ((Number) pixels).intValue();
  }

  /** Brings a cell into view, so that its editor opens, and returns where the code is typed. */
  Locator editor(String cell) {
    cell(cell).scrollIntoViewIfNeeded();
    Locator editor =
        cell(cell)
            .getByRole(
                AriaRole.TEXTBOX,
                new Locator.GetByRoleOptions().setName("Java code, cell " + cell));
    editor.waitFor();
    return editor;
  }

  /** Replaces the text of a cell by typing. */
  void type(String cell, String text) {
    editor(cell).click();
    page.keyboard().press("ControlOrMeta+a");
    page.keyboard().press("Delete");
    page.keyboard().insertText(text);
  }

  /** Runs a cell by the keyboard, from its editor. */
  void runByKeyboard(String cell) {
    editor(cell).press("ControlOrMeta+Enter");
  }

  @Override
  public void close() {
    context.close();
  }
}
