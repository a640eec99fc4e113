package interleave.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
  private static final PageAssets ASSETS =
      new PageAssets(
          "v1",
          "{\"imports\":{}}",
          List.of("/static/v1/js/main.js"),
          List.of("/static/v1/js/editor.js"),
          "bubblewrap",
          Optional.empty(),
          2,
          false);

  @TempDir Path temporary;
  private Book book;

  @BeforeEach
  void make() {
    TinyBook tiny = new TinyBook(temporary);
    tiny.chapter("02-first-threads.md", "## One\n\n### Deeper\n\n## Two & more\n");
    tiny.file(
        "07-races.md",
        """
        ---
        id: races
        title: "Races & <atomicity>"
        part: II Sharing safely
        summary: Why `n++` is three steps.
        seeds: []
        objectives: [see a *lost* update]
        teaches: [race]
        ---
        ```java run id=a expect=1
        1
        ```
        """);
    tiny.chapter("09-deadlock.md", "Text.\n");
    book = tiny.read();
  }

  private String page(String chapter) {
    return new Pages(book, ASSETS).chapter(book.chapter(chapter).orElseThrow());
  }

  @Test
  void chapterPageHasItsHead() {
    assertThat(page("races"))
        .startsWith(
            "<!doctype html>\n"
                + "<html lang=\"en\" data-chapter=\"races\" data-wall=\"bubblewrap\""
                + " data-cores=\"2\">")
        .contains(
            "<title>Races &amp; &lt;atomicity&gt; · Interleave</title>",
            "<meta name=\"description\" content=\"Why n++ is three steps.\">",
            "<meta name=\"color-scheme\" content=\"light dark\">",
            "<link rel=\"canonical\" href=\"/en/races\">",
            "<link rel=\"icon\" href=\"/static/v1/img/favicon.svg\" type=\"image/svg+xml\">",
            "<link rel=\"stylesheet\" href=\"/static/v1/css/book.css\">",
            "<script type=\"importmap\">{\"imports\":{}}</script>",
            "<script type=\"module\" src=\"/static/v1/js/main.js\"></script>");
  }

  @Test
  void importMapComesBeforeEveryModule() {
    String page = page("races");
    assertThat(page.indexOf("importmap"))
        .isLessThan(page.indexOf("modulepreload"))
        .isLessThan(page.indexOf("type=\"module\""));
  }

  @Test
  void chapterPageHasItsTitleSummaryAndObjectives() {
    assertThat(page("races"))
        .contains(
            "<span class=\"top-title\">7 · Races &amp; &lt;atomicity&gt;</span>",
            "<p class=\"kicker\">Chapter 7 · Sharing safely</p>"
                + "<h1>Races &amp; &lt;atomicity&gt;</h1>",
            "<p class=\"summary\">Why <code>n++</code> is three steps.</p>",
            "<li>see a <em>lost</em> update</li>");
  }

  @Test
  void contentsAreGroupedByPartAndMarkThePage() {
    assertThat(page("races"))
        .contains(
            """
            <p class="part">II Sharing safely</p>
            <ol>
            <li><a href="/en/races" aria-current="page"><span class="number">7</span> \
            Races &amp; &lt;atomicity&gt;</a></li>
            </ol>
            """)
        .containsOnlyOnce("aria-current");
  }

  @Test
  void onThisPageListsTheSectionsOnly() {
    assertThat(page("first-threads"))
        .contains(
            """
            <p class="box-title">On this page</p><ol>
            <li><a href="#one">One</a></li>
            <li><a href="#two-more">Two &amp; more</a></li>
            </ol></nav>
            """);
    assertThat(page("races")).doesNotContain("class=\"toc\"");
  }

  @Test
  void pagerLeadsToTheNeighbours() {
    assertThat(page("races"))
        .contains(
            "<a rel=\"prev\" href=\"/en/first-threads\">",
            "<a rel=\"next\" href=\"/en/deadlock\">");
    assertThat(page("first-threads")).doesNotContain("rel=\"prev\"");
    assertThat(page("deadlock")).doesNotContain("rel=\"next\"");
  }

  @Test
  void editorIsPreloadedOnlyWhereThereIsACell() {
    assertThat(page("races"))
        .contains("<link rel=\"modulepreload\" href=\"/static/v1/js/editor.js\">");
    assertThat(page("deadlock")).contains("js/main.js\">").doesNotContain("js/editor.js");
  }

  @Test
  void wallThatIsNotTheFullOneIsTold() {
    var assets =
        new PageAssets(
            "v1",
            "{}",
            List.of(),
            List.of(),
            "none",
            Optional.of(new WallNotice("No <wall> here.", List.of("It & more."), "Mend it.")),
            2,
            true);
    String page = new Pages(book, assets).cover();
    assertThat(page)
        .contains(
            "data-wall=\"none\" data-cores=\"2\" data-dev>",
            """
            <details class="wall-notice"><summary>No &lt;wall&gt; here.</summary>
            <ul>
            <li>It &amp; more.</li>
            </ul>
            <p>Mend it.</p></details>
            """);
    assertThat(page("races")).doesNotContain("wall-notice", "data-dev");
  }

  @Test
  void coverListsTheChaptersThatAreWritten() {
    assertThat(new Pages(book, ASSETS).cover())
        .contains(
            "<main id=\"main\" tabindex=\"-1\" class=\"cover\">",
            "<h1>Concurrency and Parallelism in Java</h1>",
            "<h2 class=\"part\">II Sharing safely</h2>",
            "<p>Why <code>n++</code> is three steps.</p>",
            "<a class=\"begin\" href=\"/en/first-threads\">")
        .doesNotContain("data-chapter", "id=\"contents\"", "nav-toggle");
  }

  @Test
  void coverOfAnEmptyBookSaysSo() {
    assertThat(new Pages(new Book("en", List.of()), ASSETS).cover())
        .contains("No chapter is written yet.");
  }

  @Test
  void pageThatIsNotThereLinksToThoseThatAre() {
    assertThat(new Pages(book, ASSETS).notFound())
        .contains("There is no such page", "href=\"/\"", "href=\"/en/races\"")
        .doesNotContain("canonical");
  }

  @Test
  void authoringErrorsAreListedAsText() {
    String page =
        Pages.errors(
            "en", ASSETS, List.of(new AuthoringError("content/en/07-races.md", 4, "no <b>")));
    assertThat(page)
        .contains(
            "<h1>1 thing to put right</h1>",
            "<li><code>content/en/07-races.md:4</code> no &lt;b&gt;</li>");
  }

  @Test
  void pagesAreFreeOfInlineStylesAndScripts() {
    var pages = new Pages(book, ASSETS);
    for (String page : List.of(pages.cover(), pages.notFound(), page("races"))) {
      assertThat(page).doesNotContain("<style", " style=", " onclick=");
      assertThat(Pattern.compile("<script(?![^>]*(src=|importmap))").matcher(page).find())
          .isFalse();
    }
  }

  @Test
  void elementsAreNestedAsTheyShould() throws Exception {
    var pages = new Pages(book, ASSETS);
    for (String page : List.of(pages.cover(), pages.notFound(), page("races"))) {
      assertWellFormed(page);
    }
  }

  /** Reads a page as XML after closing HTML's void elements and filling its empty attributes. */
  static void assertWellFormed(String page) throws Exception {
    String xml =
        page.replace("<!doctype html>", "")
            .replaceAll("<(meta|link|br|hr|input|img)\\b([^>]*?)/?>", "<$1$2/>")
            .replaceAll("(?<=[\"a-z]) (hidden|data-[a-z]+)(?=[ >])(?=[^<]*>)", " $1=\"\"");
    javax.xml.parsers.DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new org.xml.sax.InputSource(new StringReader(xml)));
  }
}
