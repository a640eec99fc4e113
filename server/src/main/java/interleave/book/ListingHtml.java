package interleave.book;

/** Renders the text of a listing. */
final class ListingHtml {
  private ListingHtml() {}

  /**
   * A listing that is only read.
   *
   * @param language its language; empty for plain text
   */
  static String of(String language, String text) {
    return language.equals("java") ? java(text) : plain(text);
  }

  /** Java with its tokens marked. */
  static String java(String source) {
    return "<pre class=\"listing\"><code>" + JavaHighlighter.html(source) + "</code></pre>";
  }

  /** Any text, as it is. */
  static String plain(String text) {
    return "<pre class=\"listing\"><code>" + Html.escape(text) + "</code></pre>";
  }
}
