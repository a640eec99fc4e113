package interleave.web.pages;

import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Tells open pages to load anew, over {@code text/event-stream}. */
final class ReloadStream implements AutoCloseable {
  /** A page that has gone is noticed only when something is written to it. */
  private static final long HEARTBEAT_SECONDS = 10;

  private final Set<SseClient> pages = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("reload-heartbeat").factory());

  private final ScheduledFuture<?> beat =
      heart.scheduleAtFixedRate(
          () -> pages.forEach(page -> page.sendComment("still here")),
          HEARTBEAT_SECONDS,
          HEARTBEAT_SECONDS,
          TimeUnit.SECONDS);

  /** Takes a page that wants to be told. */
  void add(SseClient page) {
    page.keepAlive();
    page.onClose(() -> pages.remove(page));
    pages.add(page);
    page.sendComment("open");
  }

  /** Tells all pages. */
  void reload() {
    pages.forEach(page -> page.sendEvent("reload", "now"));
  }

  @Override
  public void close() {
    beat.cancel(false);
    heart.shutdown();
    // The connections end with the server. SseClient.close() on one whose page has gone, and whose
    // request has been recycled, does not return.
    pages.clear();
  }
}
