package interleave.web.pages;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when an author's file has changed.
 *
 * <p>The operating system's watch only wakes the watcher early. What has changed is told by
 * comparing snapshots, so that folders that cannot be watched (network and container mounts, or all
 * watches in use) are noticed too, half a second later.
 */
final class ContentWatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ContentWatcher.class);
  private static final long LOOK_EVERY_MILLIS = 500;

  /** How long files must have been left alone: editors write in several steps. */
  private static final long QUIET_MILLIS = 40;

  private final List<Path> roots;
  private final Runnable onChange;
  private final Optional<WatchService> watch;
  private final Set<Path> watched = new HashSet<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Starts watching.
   *
   * @param roots the folders to watch, with all within them
   * @param onChange runs on the watcher's thread, after each change
   */
  ContentWatcher(List<Path> roots, Runnable onChange) {
    this(roots, onChange, systemWatch());
  }

  /** As above, with a watch of the caller's, or none. */
  ContentWatcher(List<Path> roots, Runnable onChange, Optional<WatchService> watch) {
    this.roots = List.copyOf(roots);
    this.onChange = onChange;
    this.watch = watch;
    Snapshot first = look();
    this.thread =
        Thread.ofPlatform().daemon().name("content-watcher").start(() -> watchFrom(first));
  }

  private static Optional<WatchService> systemWatch() {
    try {
      return Optional.of(FileSystems.getDefault().newWatchService());
    } catch (IOException e) {
      LOG.info("No watch on the content ({}); it is looked at twice a second", e.getMessage());
      return Optional.empty();
    }
  }

  private void watchFrom(Snapshot first) {
    Snapshot known = first;
    try {
      while (closed.getCount() > 0) {
        awaitSign();
        Snapshot now = look();
        if (!now.equals(known)) {
          known = settled(now);
          react();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void react() {
    try {
      onChange.run();
    } catch (RuntimeException e) {
      LOG.error("The content changed, but could not be read anew", e);
    }
  }

  private void awaitSign() throws InterruptedException {
    if (watch.isEmpty()) {
      pause(LOOK_EVERY_MILLIS);
      return;
    }
    WatchKey key = watch.get().poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    while (key != null) {
      key.pollEvents();
      if (!key.reset() && key.watchable() instanceof Path gone) {
        watched.remove(gone);
      }
      key = watch.get().poll();
    }
  }

  private Snapshot settled(Snapshot changed) throws InterruptedException {
    Snapshot before = changed;
    while (closed.getCount() > 0) {
      pause(QUIET_MILLIS);
      Snapshot now = look();
      if (now.equals(before)) {
        return now;
      }
      before = now;
    }
    return before;
  }

  private void pause(long millis) throws InterruptedException {
    closed.await(millis, TimeUnit.MILLISECONDS);
  }

  private Snapshot look() {
    try {
      Snapshot now = Snapshot.of(roots);
      watch.ifPresent(service -> watchNew(service, now.folders()));
      return now;
    } catch (IOException e) {
      LOG.warn("Cannot look at the content: {}", e.getMessage());
      return new Snapshot(Map.of(), Set.of());
    }
  }

  private void watchNew(WatchService service, Set<Path> folders) {
    for (Path folder : folders) {
      if (!watched.contains(folder)) {
        try {
          folder.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE);
          watched.add(folder);
        } catch (IOException e) {
          LOG.debug("No watch on {}; it is looked at twice a second", folder, e);
        }
      }
    }
  }

  /** Stops watching, and waits for a reaction that is under way. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    try {
      thread.join();
      if (watch.isPresent()) {
        watch.get().close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("The watch did not close", e);
    }
  }
}
