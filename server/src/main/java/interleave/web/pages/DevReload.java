package interleave.web.pages;

import io.javalin.config.RoutesConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** While an author writes: builds the site anew after each change and tells the open pages. */
public final class DevReload implements AutoCloseable {
  private final ReloadStream stream = new ReloadStream();
  private final ContentWatcher watcher;

  /**
   * Starts watching the folders that the site was read from; what was read from the class path does
   * not change.
   *
   * @param site what is served
   * @param settings those that the site was opened with
   */
  public DevReload(LiveSite site, SiteSettings settings) {
    List<Path> roots =
        Stream.concat(
                settings.contentDir().map(dir -> dir.resolve(settings.language())).stream(),
                settings.staticDir().stream())
            .filter(Files::isDirectory)
            .toList();
    watcher =
        new ContentWatcher(
            roots,
            () -> {
              site.rebuild();
              stream.reload();
            });
  }

  /** Registers {@code GET /api/reload}, an event stream whose event is {@code reload}. */
  public void register(RoutesConfig routes) {
    routes.sse("/api/reload", stream::add);
  }

  /** Stops watching and lets the open pages go. */
  @Override
  public void close() {
    watcher.close();
    stream.close();
  }
}
