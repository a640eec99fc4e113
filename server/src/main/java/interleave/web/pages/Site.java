package interleave.web.pages;

import interleave.book.Book;
import java.util.Map;
import java.util.Optional;

/** One immutable build of the book: every page and file by its address, ready to be sent. */
public final class Site {
  private final Book book;
  private final Map<String, CachedResponse> pages;
  private final CachedResponse otherPage;
  private final Map<String, CachedResponse> files;
  private final String contentSecurityPolicy;

  /**
   * @param otherPage the page for every other address
   */
  Site(
      Book book,
      Map<String, CachedResponse> pages,
      CachedResponse otherPage,
      Map<String, CachedResponse> files,
      String contentSecurityPolicy) {
    this.book = book;
    this.pages = Map.copyOf(pages);
    this.otherPage = otherPage;
    this.files = Map.copyOf(files);
    this.contentSecurityPolicy = contentSecurityPolicy;
  }

  /** The book; while an author's error stands, the last one that was right. */
  public Book book() {
    return book;
  }

  /**
   * The page at an address, for example {@code /en/races}; for an address without one, the page
   * that says so.
   */
  public CachedResponse page(String address) {
    return pages.getOrDefault(address, otherPage);
  }

  /** The file at an address below {@code /static/} or {@code /webjars/}. */
  public Optional<CachedResponse> file(String address) {
    return Optional.ofNullable(files.get(address));
  }

  /** The {@code Content-Security-Policy} that goes with every page. */
  public String contentSecurityPolicy() {
    return contentSecurityPolicy;
  }
}
