package interleave.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.internal.vm.ThreadContainer;
import jdk.internal.vm.ThreadContainers;

/**
 * The threads and child processes that a run started and that are alive.
 *
 * <p>Platform threads are found by their thread group. Virtual threads have none, so they are told
 * by their identifiers, which only grow: those younger than this run and older than the next one.
 * Child processes are those that were not there before the run.
 */
final class LiveThings {
  /** How many of each are told to the reader. */
  static final int TOLD = 64;

  private final ThreadGroup group;
  private final long firstVirtual = newThreadId();
  private final Set<Long> before =
      ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());

  LiveThings(ThreadGroup group) {
    this.group = group;
  }

  /** Every living thread of the run but idle workers of the JVM-wide pool. */
  List<Thread> threads() {
    Thread[] found = new Thread[group.activeCount() * 2 + 16];
    int count = group.enumerate(found, true);
    Stream<Thread> platform = Arrays.stream(found, 0, count).filter(LiveThings::working);
    Stream<Thread> virtual =
        containers(ThreadContainers.root())
            .flatMap(ThreadContainer::threads)
            .filter(t -> t.isVirtual() && t.threadId() > firstVirtual);
    return Stream.concat(platform, virtual)
        .filter(t -> t.isAlive() && t != Thread.currentThread())
        .distinct()
        .toList();
  }

  /** Every living child process, and the children's children. */
  List<ProcessHandle> processes() {
    return ProcessHandle.current()
        .children()
        .filter(p -> !before.contains(p.pid()))
        .flatMap(p -> Stream.concat(Stream.of(p), p.descendants()))
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  /** Interrupts the threads and destroys the processes. */
  void interrupt() {
    processes().forEach(ProcessHandle::destroyForcibly);
    threads().forEach(Thread::interrupt);
  }

  /** Waits until one of them ends, but no longer than the time given. */
  void await(List<Thread> threads, List<ProcessHandle> processes, Duration atMost) {
    try {
      if (!threads.isEmpty()) {
        threads.getFirst().join(atMost);
      } else {
        CompletableFuture.anyOf(
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
            .get(atMost.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (TimeoutException e) {
      // Look again.
    } catch (Exception e) {
      // The reader's code may interrupt even this thread; then the next look comes sooner.
      Thread.onSpinWait();
    }
  }

  private static boolean working(Thread thread) {
    return !(thread instanceof ForkJoinWorkerThread worker
            && worker.getPool() == ForkJoinPool.commonPool())
        || ForkJoinPool.commonPool().getActiveThreadCount() > 0;
  }

  private static Stream<ThreadContainer> containers(ThreadContainer root) {
    List<ThreadContainer> all = new ArrayList<>();
    all.add(root);
    for (int i = 0; i < all.size(); i++) {
      all.get(i).children().filter(Objects::nonNull).forEach(all::add);
    }
    return all.stream();
  }

  /** Identifiers are given in order, so a thread made now is younger than all that exist. */
  private static long newThreadId() {
    return Thread.ofVirtual().unstarted(() -> {}).threadId();
  }
}
