package interleave.web.pages;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;

/** Answers the requests for pages and files from the site as it is now. */
public final class PageRoutes {
  private final LiveSite site;

  /**
   * @param site what is served
   */
  public PageRoutes(LiveSite site) {
    this.site = site;
  }

  /**
   * Registers {@code /}, {@code /<language>}, {@code /<language>/<chapter>}, {@code /static/...},
   * {@code /webjars/...}, and the page for every address that has no other answer, but below {@code
   * /api/}.
   */
  public void register(RoutesConfig routes) {
    String language = "/" + site.book().language();
    page(routes, "/");
    page(routes, language + "/{chapter}");
    handle(routes, language, ctx -> ctx.redirect("/"));
    handle(routes, "/static/<file>", this::writeFile);
    handle(routes, "/webjars/<file>", this::writeFile);
    routes.error(404, this::writeNotFound);
  }

  private void page(RoutesConfig routes, String path) {
    handle(routes, path, this::writePage);
  }

  // Javalin answers HEAD by itself, but without the headers that GET would have.
  private static void handle(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler);
    routes.head(path, handler);
  }

  private void writePage(Context ctx) {
    String path = ctx.path();
    boolean slash = path.length() > 1 && path.endsWith("/");
    writePage(ctx, slash ? path.substring(0, path.length() - 1) : path);
  }

  private void writePage(Context ctx, String address) {
    Site now = site.current();
    ctx.header("Content-Security-Policy", now.contentSecurityPolicy());
    ctx.header("Referrer-Policy", "no-referrer");
    now.page(address).write(ctx);
  }

  private void writeFile(Context ctx) {
    Optional<CachedResponse> file = site.current().file(ctx.path());
    if (file.isPresent()) {
      file.get().write(ctx);
    } else {
      ctx.status(404).header("Cache-Control", "no-store").result("There is no such file.\n");
    }
  }

  /** Lets an answer that is there already, such as that of a missing file, stand. */
  private void writeNotFound(Context ctx) {
    boolean answered = ctx.res().isCommitted() || ctx.path().matches("/(api|static|webjars)/.*");
    if (!answered) {
      writePage(ctx, "");
    }
  }
}
