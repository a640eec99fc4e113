package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static interleave.browser.ServedBook.CELL;
import static interleave.browser.ServedBook.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;

/**
 * Readers of a page on which one cell is that of a laboratory; which chapter has which is its
 * author's affair.
 *
 * @param book where the page comes from
 */
record LabPages(ServedBook book) {
  /**
   * A reader for whom {@link ServedBook#CELL} is of this laboratory; the page is not open yet.
   *
   * @param inside HTML that the cell begins with
   */
  Reader of(String kind, int width, String colours, String inside) {
    Reader reader = book.reader(width, colours);
    reader
        .page()
        .route(
            "**" + PAGE,
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

  /** A reader who has run the cell and was told these events, whose name begins with their kind. */
  Reader told(String events) {
    return told(events, 1440, "light");
  }

  private Reader told(String events, int width, String colours) {
    String kind = events.replaceAll("-.*", "").replaceAll("schedule|explored", "explore");
    Reader reader = of(kind, width, colours, "");
    reader.tell(ToldEvents.ofLaboratory(events));
    reader.open(PAGE);
    reader.runByKeyboard(CELL);
    return reader;
  }

  /** Holds what is drawn of these events to what is promised of every page. */
  void checkFigures(String events, int width, String colours) {
    try (Reader reader = told(events, width, colours)) {
      assertThat(reader.cell(CELL).locator(".lab")).isVisible();
      assertThat(reader.errors()).isEmpty();
      assertThat(reader.faultsOf(CELL)).isEmpty();
      assertThat(reader.overflow()).isZero();
    }
  }

  /** The part of the cell's output that has this name. */
  static Locator region(Reader reader, String name) {
    return reader.region(CELL, name + " of " + CELL);
  }

  static Locator button(Locator where, String name) {
    return where.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
  }
}
