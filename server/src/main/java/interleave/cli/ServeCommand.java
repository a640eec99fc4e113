package interleave.cli;

import interleave.book.ContentException;
import interleave.isolation.Diagnosis;
import interleave.run.RunLimits;
import interleave.run.Sessions;
import interleave.web.Metrics;
import interleave.web.WebServer;
import interleave.web.pages.DevReload;
import interleave.web.pages.LiveSite;
import interleave.web.pages.PageRoutes;
import interleave.web.pages.SiteSettings;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves the book until it is interrupted. */
@Command(
    name = "serve",
    description = "Serves the book.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      description = "Port to listen on; the variable PORT sets it too.",
      defaultValue = "${env:PORT:-8080}")
  private int port;

  @Option(
      names = "--host",
      description = "Address to listen on; 0.0.0.0 for every network of this machine.",
      defaultValue = "127.0.0.1")
  private String host = "127.0.0.1";

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description = "A host name under which readers open the book; may be repeated.")
  private List<String> names = List.of();

  @Mixin private ContentOption content = new ContentOption();

  @Option(names = "--dev", description = "Reload the page when a chapter's file changes.")
  private boolean dev;

  @Option(
      names = "--unsafe",
      description = "Listen beyond this machine though no bubblewrap walls off readers' code.")
  private boolean unsafe;

  @Option(
      names = "--behind-proxy",
      description =
          "Only a proxy of ours can reach this server, so a reader's address is the last one in"
              + " X-Forwarded-For; otherwise that header is ignored.")
  private boolean behindProxy;

  @Mixin private LimitOption limit = new LimitOption();

  @Mixin private WallOption wall = new WallOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (limit.asksForHelp()) {
      System.out.print(LimitOption.list());
      return 0;
    }
    RunLimits limits;
    try {
      limits = limit.limits();
    } catch (IllegalArgumentException e) {
      System.err.println("interleave: " + e.getMessage());
      return 2;
    }
    Diagnosis diagnosis = wall.diagnose();
    System.err.print(diagnosis.logged());
    if (!diagnosis.chosen().mayServeOthers()) {
      if (!InetAddress.getByName(host).isLoopbackAddress() && !unsafe) {
        System.err.println(
            "Not listening on "
                + host
                + ": without bubblewrap a reader's code could reach this machine."
                + " Mend what is broken above, listen on 127.0.0.1,"
                + " or add --unsafe if every reader is to be trusted.");
        return 1;
      }
    }
    SiteSettings settings = content.source().site(diagnosis, dev);
    LiveSite site;
    try {
      site = LiveSite.open(settings);
    } catch (ContentException e) {
      System.err.println(e.getMessage());
      return 1;
    }
    serve(site, settings, diagnosis, limits);
    return 0;
  }

  private void serve(LiveSite site, SiteSettings settings, Diagnosis diagnosis, RunLimits limits)
      throws IOException, InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    // Ctrl+C runs this hook; the JVM leaves only when everything has been put away.
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      interrupted.countDown();
                      awaitQuietly(closed);
                    }));
    if (Boolean.getBoolean("interleave.exit.with.parent")) {
      // Maven that is ended by a signal would leave the server behind, and its port taken.
      ProcessHandle.current()
          .parent()
          .ifPresent(parent -> parent.onExit().thenRun(interrupted::countDown));
    }
    Metrics metrics = new Metrics();
    PageRoutes pages = new PageRoutes(site);
    try (Backstage backstage = new Backstage(diagnosis);
        Sessions sessions = new Sessions(backstage.boxes(), limits, metrics::ran);
        Reloading reloading = Reloading.of(site, settings);
        WebServer server =
            WebServer.start(
                new WebServer.Address(host, port, Set.copyOf(names), behindProxy),
                site::book,
                sessions,
                metrics,
                routes -> {
                  pages.register(routes);
                  reloading.register(routes);
                })) {
      metrics.watch(sessions);
      System.out.println(
          "Interleave is at http://localhost:" + server.port() + " (Ctrl+C ends it)");
      interrupted.await();
      // Runs are told their end while there is still a server to tell it; closing again is nothing.
      reloading.close();
      sessions.close();
    } finally {
      closed.countDown();
    }
  }

  /** Reloads open pages while an author writes; otherwise does nothing. */
  private record Reloading(Optional<DevReload> reload) implements AutoCloseable {
    static Reloading of(LiveSite site, SiteSettings settings) {
      return new Reloading(
          settings.dev() ? Optional.of(new DevReload(site, settings)) : Optional.empty());
    }

    void register(RoutesConfig routes) {
      reload.ifPresent(r -> r.register(routes));
    }

    @Override
    public void close() {
      reload.ifPresent(DevReload::close);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
