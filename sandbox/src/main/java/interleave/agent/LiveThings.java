package interleave.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.internal.vm.ThreadContainer;
import jdk.internal.vm.ThreadContainers;
import org.jspecify.annotations.Nullable;

/**
 * The threads and child processes that a run started and that are alive.
 *
 * <p>A platform thread is known by its thread group. A virtual thread has none, and a reader may
 * put a thread into another group; such a thread is told by its identifier, which only grows: those
 * younger than this run and older than the next one. Child processes are those that were not there
 * before the run.
 */
final class LiveThings {
  /** How many of each are told to the reader. */
  static final int TOLD = 64;

  /** Groups of the JDK's own threads, and of runs. */
  private static final Set<String> NOT_THE_READERS =
      Set.of("InnocuousThreadGroup", "CarrierThreads", Execution.GROUP);

  private static final boolean ALONE = alone();

  private final ThreadGroup group;
  private final long first = newThreadId();
  private volatile long end = Long.MAX_VALUE;
  private final Set<Long> before = others().map(ProcessHandle::pid).collect(Collectors.toSet());

  /** The children there were when the next run began; null while this is the newest. */
  private volatile @Nullable Set<Long> until;

  LiveThings(ThreadGroup group) {
    this.group = group;
  }

  /** From now on threads are those of another run, but for this run's own group. */
  void endBefore(LiveThings next) {
    if (next.first < end) {
      end = next.first;
      until = next.before;
    }
  }

  /** Every living thread of the run but idle workers of the JVM-wide pool. */
  List<Thread> threads() {
    Stream<Thread> virtual =
        containers(ThreadContainers.root())
            .flatMap(ThreadContainer::threads)
            .filter(t -> t.isVirtual() && bornHere(t));
    return Stream.of(in(group), in(top()).filter(this::strayed), virtual)
        .flatMap(Function.identity())
        .filter(LiveThings::working)
        .filter(t -> t.isAlive() && t != Thread.currentThread())
        .distinct()
        .toList();
  }

  private static Stream<Thread> in(ThreadGroup group) {
    Thread[] found = new Thread[group.activeCount() * 2 + 16];
    return Arrays.stream(found, 0, group.enumerate(found, true));
  }

  private ThreadGroup top() {
    ThreadGroup top = group;
    while (top.getParent() != null) {
      top = top.getParent();
    }
    return top;
  }

  /** Whether a thread of this run lives outside of all runs' groups, and is none of the JDK's. */
  private boolean strayed(Thread thread) {
    for (ThreadGroup g = thread.getThreadGroup(); g != null; g = g.getParent()) {
      if (NOT_THE_READERS.contains(g.getName())) {
        return false;
      }
    }
    return bornHere(thread)
        && !thread.getName().startsWith("interleave-")
        && !thread.getName().startsWith("JFR ")
        && !thread.getName().startsWith("process reaper");
  }

  private boolean bornHere(Thread thread) {
    return thread.threadId() > first && thread.threadId() < end;
  }

  /** Every living child process, and the children's children. */
  List<ProcessHandle> processes() {
    return listed().filter(p -> p.isAlive() && !isZombie(p)).toList();
  }

  /** Every process that has ended while its parent has not asked how. */
  List<ProcessHandle> zombies() {
    return listed().filter(LiveThings::isZombie).toList();
  }

  private Stream<ProcessHandle> listed() {
    Set<Long> until = this.until;
    return others()
        .filter(p -> !before.contains(p.pid()) && (until == null || until.contains(p.pid())));
  }

  /** Whether a process has ended, and its parent has not asked for its exit status. */
  private static boolean isZombie(ProcessHandle process) {
    try {
      String stat =
          Files.readString(
              Path.of("/proc/" + process.pid() + "/stat"), StandardCharsets.ISO_8859_1);
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The processes that can be the reader's: in a process table of its own all but this JVM and its
   * init, so that children of dead children are seen; elsewhere this JVM's descendants only.
   */
  private static Stream<ProcessHandle> others() {
    try {
      ProcessHandle self = ProcessHandle.current();
      return ALONE
          ? ProcessHandle.allProcesses().filter(p -> p.pid() != 1 && p.pid() != self.pid())
          : self.descendants();
    } catch (RuntimeException noDescriptorLeft) {
      return Stream.empty(); // the reader's code has opened all that it may
    }
  }

  /** Whether this process table is the box's own: only there its init is hidden from readers. */
  private static boolean alone() {
    return Files.isDirectory(Path.of("/proc/1")) && !Files.exists(Path.of("/proc/1/stat"));
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

  /** Whether a thread does more than wait for work that the JVM-wide pool may get. */
  private static boolean working(Thread thread) {
    ForkJoinPool pool = ForkJoinPool.commonPool();
    boolean pools =
        thread instanceof ForkJoinWorkerThread worker && worker.getPool() == pool
            || thread.getName().equals("ForkJoinPool.commonPool-delayScheduler");
    return !pools || pool.getActiveThreadCount() > 0 || pool.getDelayedTaskCount() > 0;
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
