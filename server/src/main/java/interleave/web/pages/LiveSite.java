package interleave.web.pages;

import interleave.book.Book;
import interleave.book.ContentException;

/** Holds the site that is served now, and puts a newer one in its place at once and whole. */
public final class LiveSite {
  private final SiteBuilder builder;
  private volatile Site current;

  private LiveSite(SiteBuilder builder, Site first) {
    this.builder = builder;
    this.current = first;
  }

  /**
   * Builds the site for the first time.
   *
   * @throws ContentException when the content has errors; while an author writes ({@link
   *     SiteSettings#dev}) the pages tell them instead
   * @throws IllegalStateException when the editor's packages on the class path do not fit together
   */
  public static LiveSite open(SiteSettings settings) {
    var builder = new SiteBuilder(settings, Webjars.onClassPath());
    return new LiveSite(
        builder, settings.dev() ? buildOrErrors(builder, builder.emptyBook()) : builder.build());
  }

  /** The site as it is now; a request takes it once, so that its answer is of one build. */
  public Site current() {
    return current;
  }

  /** The book that is served now; while an author's error stands, the last one that was right. */
  public Book book() {
    return current().book();
  }

  /** Builds the site anew from the files as they are now; an author's error becomes its pages. */
  void rebuild() {
    current = buildOrErrors(builder, book());
  }

  private static Site buildOrErrors(SiteBuilder builder, Book lastGood) {
    try {
      return builder.build();
    } catch (ContentException e) {
      return builder.errors(e, lastGood);
    }
  }
}
