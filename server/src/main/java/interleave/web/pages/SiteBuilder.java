package interleave.web.pages;

import interleave.book.Book;
import interleave.book.Chapter;
import interleave.book.ContentException;
import interleave.book.PageAssets;
import interleave.book.Pages;
import interleave.book.ResourceFolder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds a site from the files as they are now. */
final class SiteBuilder {
  private final SiteSettings settings;
  private final Webjars webjars;
  private final ImportMap importMap;
  private final Map<String, CachedResponse> webjarFiles = new HashMap<>();

  /**
   * @param webjars the editor's packages, which do not change while the program runs
   */
  SiteBuilder(SiteSettings settings, Webjars webjars) {
    this.settings = settings;
    this.webjars = webjars;
    this.importMap = ImportMap.of(webjars.addresses());
    webjars
        .modules()
        .forEach(
            (address, text) ->
                webjarFiles.put(
                    address,
                    CachedResponse.file(
                        MediaType.JAVASCRIPT, text.getBytes(StandardCharsets.UTF_8))));
  }

  /**
   * Builds a site.
   *
   * @throws ContentException when an author has to put something right
   */
  Site build() {
    try (var content = content();
        var folder = staticFolder()) {
      StaticFiles files = StaticFiles.read(folder.path(), webjars);
      files.checkImports();
      Book book = Book.read(content.path());
      var pages = new Pages(book, assets(files));
      Map<String, CachedResponse> byAddress = new HashMap<>();
      byAddress.put("/", CachedResponse.page(200, pages.cover()));
      for (Chapter chapter : book.chapters()) {
        byAddress.put(book.address(chapter), CachedResponse.page(200, pages.chapter(chapter)));
      }
      return new Site(
          book,
          byAddress,
          CachedResponse.page(404, pages.notFound()),
          responses(files),
          importMap.contentSecurityPolicy());
    }
  }

  /**
   * Builds what stands in for the site until its author has put the errors right: a site whose
   * every page tells them.
   *
   * @param lastGood the book as it was when it was right
   */
  Site errors(ContentException e, Book lastGood) {
    try (var folder = staticFolder()) {
      StaticFiles files = StaticFiles.read(folder.path(), webjars);
      String page = Pages.errors(settings.language(), assets(files), e.errors());
      return new Site(
          lastGood,
          Map.of(),
          CachedResponse.page(500, page),
          responses(files),
          importMap.contentSecurityPolicy());
    }
  }

  /** A book without chapters, which is right whatever the files hold. */
  Book emptyBook() {
    return new Book(settings.language(), List.of());
  }

  private Map<String, CachedResponse> responses(StaticFiles files) {
    Map<String, CachedResponse> responses = new HashMap<>(webjarFiles);
    files
        .files()
        .forEach(
            (address, bytes) ->
                MediaType.of(address)
                    .ifPresent(type -> responses.put(address, CachedResponse.file(type, bytes))));
    return responses;
  }

  private PageAssets assets(StaticFiles files) {
    return new PageAssets(
        files.version(),
        importMap.json(),
        files.modulesFrom("js/main.js"),
        files.modulesFrom("js/editor.js"),
        settings.wall(),
        settings.wallNotice(),
        Runtime.getRuntime().availableProcessors(),
        settings.dev());
  }

  private ResourceFolder content() {
    return settings
        .contentDir()
        .map(dir -> ResourceFolder.of(dir.resolve(settings.language())))
        .orElseGet(() -> ResourceFolder.onClassPath("content/" + settings.language()));
  }

  private ResourceFolder staticFolder() {
    return settings
        .staticDir()
        .map(ResourceFolder::of)
        .orElseGet(() -> ResourceFolder.onClassPath("static"));
  }
}
