package interleave.web.pages;

import io.javalin.Javalin;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A real server over a real book of a few lines, on a free port of the loopback. */
final class TinySite implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path root;
  private final LiveSite live;
  private final Optional<DevReload> reload;
  private final Javalin server;
  private final HttpClient client = HttpClient.newHttpClient();

  private TinySite(Path root, SiteSettings settings) {
    this.root = root;
    live = LiveSite.open(settings);
    reload = settings.dev() ? Optional.of(new DevReload(live, settings)) : Optional.empty();
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.concurrency.useVirtualThreads = true;
                  new PageRoutes(live).register(config.routes);
                  reload.ifPresent(dev -> dev.register(config.routes));
                  // As the whole server does: what is not found is told in JSON, pages come after.
                  config.routes.exception(
                      HttpResponseException.class,
                      (e, ctx) -> ctx.status(e.getStatus()).json(Map.of("error", "no")));
                })
            .start("127.0.0.1", 0);
  }

  /** Writes the files of a book of two chapters. */
  static void write(Path root) {
    put(root, "content/en/02-first-threads.md", chapter("first-threads", "Text of the first.\n"));
    put(
        root,
        "content/en/07-races.md",
        chapter("races", "```java run id=a expect=1\n1\n```\n" + "More text.\n\n".repeat(50)));
    put(root, "static/css/book.css", "body { color: black; }\n".repeat(50));
    put(root, "static/js/main.js", "import {tell} from \"./more/tell.js\";\ntell();\n");
    put(root, "static/js/more/tell.js", "export function tell() {}\n");
    put(root, "static/js/editor.js", "import {EditorState} from \"@codemirror/state\";\n");
    put(root, "static/js/theme.js", "\n");
    put(root, "static/img/favicon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
    put(root, "static/notes.secret", "not a kind of file that is served\n");
    put(root, "static/.hidden.js", "hidden\n");
  }

  static String chapter(String id, String text) {
    return """
    ---
    id: %s
    title: The title of %s
    part: I A part
    summary: A sentence.
    seeds: []
    objectives: [an objective]
    teaches: [a concept]
    ---
    %s\
    """
        .formatted(id, id, text);
  }

  static void put(Path root, String file, String text) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TinySite open(Path root, boolean dev) {
    return new TinySite(
        root,
        new SiteSettings(
            "en",
            Optional.of(root.resolve("content")),
            Optional.of(root.resolve("static")),
            "bubblewrap",
            Optional.empty(),
            dev));
  }

  void put(String file, String text) {
    put(root, file, text);
  }

  LiveSite live() {
    return live;
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  HttpClient client() {
    return client;
  }

  /** Sends a request with some headers: name, value, name, value, ... */
  HttpResponse<byte[]> send(String method, String path, String... headers) {
    try {
      var request =
          HttpRequest.newBuilder(address(path))
              .timeout(PATIENCE)
              .method(method, HttpRequest.BodyPublishers.noBody());
      if (headers.length > 0) {
        request.headers(headers);
      }
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<byte[]> get(String path, String... headers) {
    return send("GET", path, headers);
  }

  @Override
  public void close() {
    reload.ifPresent(DevReload::close);
    server.stop();
    client.close();
  }
}
