package interleave.browser;

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

  BrowserContext context() {
    return context;
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
