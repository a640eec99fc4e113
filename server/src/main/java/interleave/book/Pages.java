package interleave.book;

import java.util.List;

/** Renders the whole pages of a book. */
public final class Pages {
  private final Book book;
  private final Shell shell;
  private final Contents contents;

  /**
   * @param book what is to be read
   * @param assets what the pages need to know of their server
   */
  public Pages(Book book, PageAssets assets) {
    this.book = book;
    this.shell = new Shell(book.language(), assets);
    this.contents = new Contents(book);
  }

  /** The page at {@code /}. */
  public String cover() {
    return shell.page(new Cover(book, contents).page());
  }

  /**
   * The page of a chapter.
   *
   * @param chapter one of the book's chapters
   */
  public String chapter(Chapter chapter) {
    return shell.page(new ChapterPage(book, contents, chapter).page());
  }

  /** The page for an address that leads nowhere. */
  public String notFound() {
    String main =
        """
        <main id="main" tabindex="-1" class="cover missing"><article>
        <p class="kicker">404</p><h1>There is no such page</h1>
        <p class="summary">The address may be mistyped, or the chapter is not written yet.</p>
        %s<p><a href="/">To the cover</a></p>
        </article></main>
        """
            .formatted(contents.withSummaries());
    return shell.page(
        Shell.Page.of("There is no such page", "There is no page at this address.", main));
  }

  /**
   * The page that an author sees in place of every other while the content has errors.
   *
   * @param language the language's tag
   * @param errors what to put right
   */
  public static String errors(String language, PageAssets assets, List<AuthoringError> errors) {
    var list = new StringBuilder();
    for (AuthoringError error : errors) {
      list.append(
          "<li><code>%s:%d</code> %s</li>\n"
              .formatted(Html.escape(error.file()), error.line(), Html.escape(error.message())));
    }
    String title =
        errors.size() == 1 ? "1 thing to put right" : errors.size() + " things to put right";
    String main =
        """
        <main id="main" tabindex="-1" class="cover authoring-errors"><article>
        <p class="kicker">The content has errors</p><h1>%s</h1>
        <ol class="errors">
        %s</ol>
        <p>This page gives way to the book as soon as the files are right.</p>
        </article></main>
        """
            .formatted(title, list);
    return new Shell(language, assets).page(Shell.Page.of(title, "The content has errors.", main));
  }
}
