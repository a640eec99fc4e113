package interleave.book;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Renders the page of a chapter. */
final class ChapterPage {
  private final Book book;
  private final Contents contents;
  private final Chapter chapter;

  ChapterPage(Book book, Contents contents, Chapter chapter) {
    this.book = book;
    this.contents = contents;
    this.chapter = chapter;
  }

  Shell.Page page() {
    return new Shell.Page(
        chapter.title() + " · Interleave",
        chapter.number() + " · " + chapter.title(),
        Markdown.plain(chapter.summary()),
        book.address(chapter),
        chapter.id(),
        contents.beside(chapter),
        main(),
        sections(),
        !chapter.cells().isEmpty());
  }

  private String main() {
    return """
    <main id="main" tabindex="-1"><article>
    <p class="kicker">Chapter %d · %s</p><h1>%s</h1>
    <p class="summary">%s</p>
    <ul class="objectives" aria-label="What you will be able to do">
    %s</ul>
    %s
    %s</article></main>
    """
        .formatted(
            chapter.number(),
            // "II Sharing safely" without its numeral
            Html.escape(chapter.part().replaceFirst("^[IVX]+ ", "")),
            Html.escape(chapter.title()),
            Inline.html(chapter.summary()),
            chapter.front().objectives().stream()
                .map(objective -> "<li>" + Inline.html(objective) + "</li>\n")
                .collect(Collectors.joining()),
            chapter.html(),
            pager());
  }

  private String sections() {
    String links =
        chapter.sections().stream()
            .filter(section -> section.level() == 2)
            .map(
                section ->
                    "<li><a href=\"#%s\">%s</a></li>\n"
                        .formatted(section.id(), Html.escape(section.title())))
            .collect(Collectors.joining());
    return links.isEmpty()
        ? ""
        : """
        <nav class="toc" aria-label="On this page"><p class="box-title">On this page</p><ol>
        %s</ol></nav>
        """
            .formatted(links);
  }

  private String pager() {
    List<Chapter> chapters = book.chapters();
    int at = chapters.indexOf(chapter);
    String links =
        neighbour(at - 1).map(previous -> link(previous, "prev", "Before")).orElse("")
            + neighbour(at + 1).map(next -> link(next, "next", "Next")).orElse("");
    return links.isEmpty()
        ? ""
        : "<nav class=\"pager\" aria-label=\"Chapters before and after\">" + links + "</nav>\n";
  }

  private Optional<Chapter> neighbour(int at) {
    return at >= 0 && at < book.chapters().size()
        ? Optional.of(book.chapters().get(at))
        : Optional.empty();
  }

  private String link(Chapter neighbour, String rel, String word) {
    return "<a rel=\"%s\" href=\"%s\"><span class=\"pager-label\">%s</span> %d · %s</a>"
        .formatted(
            rel, book.address(neighbour), word, neighbour.number(), Html.escape(neighbour.title()));
  }
}
