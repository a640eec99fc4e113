package interleave.book;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The list of chapters by part. */
final class Contents {
  private final Book book;
  private final Map<String, List<Chapter>> parts = new LinkedHashMap<>();

  Contents(Book book) {
    this.book = book;
    for (Chapter chapter : book.chapters()) {
      parts.computeIfAbsent(chapter.part(), _ -> new ArrayList<>()).add(chapter);
    }
  }

  /** The list beside the text of a chapter. */
  String beside(Chapter current) {
    return "<nav id=\"contents\" class=\"contents\" aria-label=\"Chapters\">\n"
        + list("p", chapter -> "<li>" + link(chapter, chapter.equals(current)) + "</li>\n")
        + "</nav>\n";
  }

  /** The list on a page of its own, each chapter with its sentence. */
  String withSummaries() {
    return "<nav class=\"chapters\" aria-label=\"Chapters\">\n"
        + list(
            "h2",
            chapter ->
                "<li>%s<p>%s</p></li>\n"
                    .formatted(link(chapter, false), Inline.html(chapter.summary())))
        + "</nav>\n";
  }

  private String list(String heading, Function<Chapter, String> item) {
    var html = new StringBuilder();
    parts.forEach(
        (part, chapters) -> {
          html.append(
              "<%s class=\"part\">%s</%s>\n".formatted(heading, Html.escape(part), heading));
          html.append("<ol>\n");
          chapters.forEach(chapter -> html.append(item.apply(chapter)));
          html.append("</ol>\n");
        });
    return html.toString();
  }

  private String link(Chapter chapter, boolean current) {
    return "<a href=\"%s\"%s><span class=\"number\">%d</span> %s</a>"
        .formatted(
            book.address(chapter),
            current ? " aria-current=\"page\"" : "",
            chapter.number(),
            Html.escape(chapter.title()));
  }
}
