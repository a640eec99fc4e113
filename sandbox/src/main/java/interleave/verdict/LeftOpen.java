package interleave.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;

/** Names thread pools and timers that live on only because nobody has shut them down. */
public final class LeftOpen {
  private LeftOpen() {}

  /**
   * One sentence for each pool of which every living thread idles.
   *
   * @param made where a thread was made, as far as it is known
   */
  public static List<String> among(
      Collection<Thread> threads, Function<Thread, Optional<Place>> made) {
    Map<Object, List<Thread>> pools = new IdentityHashMap<>();
    for (Thread thread : threads) {
      pool(thread)
          .ifPresent(pool -> pools.computeIfAbsent(pool, p -> new ArrayList<>()).add(thread));
    }
    return pools.entrySet().stream()
        .flatMap(e -> remark(e.getKey(), e.getValue(), made).stream())
        .sorted()
        .toList();
  }

  private static Optional<Object> pool(Thread thread) {
    if (thread instanceof ForkJoinWorkerThread worker) {
      return Optional.of(worker.getPool());
    }
    if (thread.getClass().getName().equals("java.util.TimerThread")) {
      return Optional.of(thread);
    }
    return thread.isVirtual() ? Optional.empty() : Internals.pool(thread).map(p -> p);
  }

  private static Optional<String> remark(
      Object pool, List<Thread> workers, Function<Thread, Optional<Place>> made) {
    String line =
        workers.stream().flatMap(w -> made.apply(w).stream()).findFirst().map(Place::at).orElse("");
    if (pool instanceof Thread) {
      String at = line.isEmpty() ? "" : ", made" + line + ",";
      return Optional.of("A Timer" + at + " was never cancelled.");
    }
    String at = line.isEmpty() ? "" : ", first used" + line + ",";
    boolean idle =
        workers.stream().allMatch(w -> Internals.stance(w).map(Scene::isIdle).orElse(true));
    if (!idle) {
      return Optional.empty();
    }
    int tasks = pool instanceof ThreadPoolExecutor p ? p.getQueue().size() : 0;
    return Optional.of(
        "A thread pool of %d idle thread%s%s was never shut down%s."
            .formatted(
                workers.size(),
                workers.size() == 1 ? "" : "s",
                at,
                tasks == 0 ? "" : ", and has %d more to do".formatted(tasks)));
  }
}
