package interleave.web;

import interleave.book.Book;
import interleave.run.Sessions;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts of the server together and listens. */
public final class WebServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

  /** Room for the longest cell, the reader's text of others, and the JSON around them. */
  private static final long BODY_TO_SOURCE = 16;

  private final Javalin javalin;

  /**
   * Where to listen.
   *
   * @param host the address to bind, such as {@code 127.0.0.1} or {@code 0.0.0.0}
   * @param port 0 for any free one
   * @param names host names beside localhost under which readers open the book
   * @param behindProxy whether all clients come through a proxy that says for whom it asks
   */
  public record Address(String host, int port, Set<String> names, boolean behindProxy) {}

  private WebServer(Javalin javalin) {
    this.javalin = javalin;
  }

  /**
   * Listens, and returns when readers can connect.
   *
   * @param book the book as it is at the moment of each request
   * @param pages registers whatever is read rather than run
   * @throws IOException when it cannot listen there
   */
  public static WebServer start(
      Address address,
      Supplier<Book> book,
      Sessions sessions,
      Metrics metrics,
      Consumer<RoutesConfig> pages)
      throws IOException {
    SameOrigin gate = new SameOrigin(address.names());
    RunRoutes runs = new RunRoutes(sessions, book, new ClientAddress(address.behindProxy()));
    int longestSource = sessions.limits().sourceCharacters();
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config, longestSource);
              config.routes.before(context -> check(gate, context));
              config.routes.exception(BadRequest.class, WebServer::refuse);
              config.routes.exception(
                  HttpResponseException.class,
                  (refusal, context) -> refuse(refusal, context, longestSource));
              config.routes.exception(Exception.class, WebServer::fail);
              config.routes.get("/healthz", context -> context.result("ok"));
              config.routes.get("/metrics", metrics::write);
              runs.register(config.routes);
              pages.accept(config.routes);
            });
    try {
      javalin.start(address.host(), address.port());
    } catch (JavalinBindException e) {
      throw new IOException(
          "cannot listen on port "
              + address.port()
              + " of "
              + address.host()
              + "; is it taken? Choose another with --port N or PORT=N.",
          e);
    }
    return new WebServer(javalin);
  }

  /** The port it listens on. */
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private static void configure(JavalinConfig config, int longestSource) {
    config.concurrency.useVirtualThreads = true;
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.maxRequestSize = BODY_TO_SOURCE * longestSource;
    // Pages are compressed once, when the book is read; streams must not be buffered.
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.generateEtags = false;
  }

  private static void check(SameOrigin gate, Context context) throws BadRequest {
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    String host = context.header("Host");
    gate.checkHost(host);
    switch (context.method().name()) {
      case "GET", "HEAD" -> {}
      default -> gate.checkOrigin(host, context.header("Origin"), context.header("Sec-Fetch-Site"));
    }
  }

  private static void refuse(BadRequest refusal, Context context) {
    refusal.retryAfterSeconds().ifPresent(s -> context.header("Retry-After", s.toString()));
    context.status(refusal.status()).json(Map.of("error", String.valueOf(refusal.getMessage())));
  }

  /** What Javalin itself refuses: a path that is not there, a body that is too large. */
  private static void refuse(HttpResponseException refusal, Context context, int longestSource) {
    String sentence =
        switch (refusal.getStatus()) {
          case 404 -> "There is nothing at this address.";
          case 405 -> "This address does not answer to that method.";
          case 413 ->
              "This request is too large; a cell may have "
                  + longestSource
                  + " characters at most.";
          default -> String.valueOf(refusal.getMessage());
        };
    context.status(refusal.getStatus()).json(Map.of("error", sentence));
  }

  private static void fail(Exception failure, Context context) {
    LOG.error("{} {} failed", context.method(), context.path(), failure);
    context
        .status(500)
        .json(Map.of("error", "The server failed over this request; its log says why."));
  }
}
