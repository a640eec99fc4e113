package interleave.book;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands around the text of every page: head, top bar, notice and footer. */
final class Shell {
  private final String language;
  private final PageAssets assets;

  Shell(String language, PageAssets assets) {
    this.language = language;
    this.assets = assets;
  }

  /**
   * What is different on each page.
   *
   * @param title what the browser's tab says, plain text
   * @param topTitle what the top bar says, plain text; may be empty
   * @param description one sentence for search engines, plain text
   * @param path the page's own address; empty when it has none
   * @param chapter the chapter's id; empty on a page that is no chapter
   * @param contents the list of chapters as HTML; empty when the page has none beside its text
   * @param main the main element as HTML
   * @param sections the list of the page's sections as HTML; may be empty
   * @param cells whether there is anything to edit
   */
  record Page(
      String title,
      String topTitle,
      String description,
      String path,
      String chapter,
      String contents,
      String main,
      String sections,
      boolean cells) {
    static Page of(String title, String description, String main) {
      return new Page(title, "", description, "", "", "", main, "", false);
    }
  }

  String page(Page page) {
    return """
    <!doctype html>
    <html lang="%s"%s data-wall="%s" data-cores="%d"%s>
    <head>
    %s</head>
    <body>
    <a class="skip" href="#main">Skip to the text</a>
    <header><div class="top"><a class="brand" href="/">Interleave</a>%s
    <span class="top-title">%s</span> <button type="button" class="theme-toggle" hidden></button></div>
    %s</header>
    <div class="layout">
    %s%s%s</div>
    %s</body>
    </html>
    """
        .formatted(
            Html.escape(language),
            page.chapter().isEmpty() ? "" : " data-chapter=\"" + page.chapter() + "\"",
            Html.escape(assets.wall()),
            assets.cores(),
            assets.dev() ? " data-dev" : "",
            head(page),
            page.contents().isEmpty() ? "" : TOGGLE,
            Html.escape(page.topTitle()),
            notice(),
            page.contents(),
            page.main(),
            page.sections(),
            FOOTER);
  }

  private static final String TOGGLE =
      """
       <button type="button" class="nav-toggle" aria-controls="contents" aria-expanded="false" \
      hidden>Contents</button>\
      """;

  private static final String FOOTER =
      """
      <footer><p><a href="/">Interleave</a>: Concurrency and Parallelism in Java. \
      Text under <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>, \
      code under the <a href="https://www.apache.org/licenses/LICENSE-2.0">Apache License 2.0</a>.\
      </p></footer>
      """;

  private String head(Page page) {
    List<String> preloads =
        page.cells()
            ? Stream.concat(assets.modulePreloads().stream(), assets.editorPreloads().stream())
                .distinct()
                .toList()
            : assets.modulePreloads();
    // The theme is set by a classic script, before the first paint. The import map must come
    // before the first module and before the first modulepreload.
    return """
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>%s</title>
    <meta name="description" content="%s">
    %s<link rel="icon" href="%s" type="image/svg+xml">
    <link rel="stylesheet" href="%s">
    <script src="%s"></script>
    <script type="importmap">%s</script>
    %s<script type="module" src="%s"></script>
    """
        .formatted(
            Html.escape(page.title()),
            Html.escape(page.description()),
            page.path().isEmpty()
                ? ""
                : "<link rel=\"canonical\" href=\"" + Html.escape(page.path()) + "\">\n",
            assets.address("img/favicon.svg"),
            assets.address("css/book.css"),
            assets.address("js/theme.js"),
            assets.importMapJson(),
            preloads.stream()
                .map(address -> "<link rel=\"modulepreload\" href=\"" + address + "\">\n")
                .collect(Collectors.joining()),
            assets.address("js/main.js"));
  }

  private String notice() {
    return assets.wallNotice().map(WallNotice::html).orElse("");
  }
}
