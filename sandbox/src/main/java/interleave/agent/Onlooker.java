package interleave.agent;

import interleave.protocol.Event;
import interleave.verdict.Deadlocks;
import interleave.verdict.Internals;
import interleave.verdict.Knots;
import interleave.verdict.LockNames;
import interleave.verdict.Place;
import interleave.verdict.Stance;
import interleave.verdict.Standstill;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks now and then at the threads of one run: finds deadlocks, and remembers since when each
 * thread has been at what it does.
 *
 * <p>A look reads states and blockers only. Snapshots are taken of threads that wait for a lock and
 * have not moved since the last look, and of a few running ones once the run is no longer short.
 */
final class Onlooker {
  /** How often to look. A deadlock is found at the second look after it came about. */
  static final Duration PACE = Duration.ofMillis(250);

  /** With more threads than these, looks take at most one part in {@link #SHARE} of the time. */
  private static final int MANY = 1_000;

  private static final int SHARE = 25;

  /** A run that is younger is not sampled. */
  private static final long SHORT = Duration.ofSeconds(1).toNanos();

  /** How many running threads have their lines looked at. */
  private static final int SAMPLED = 8;

  /** How many threads are remembered. */
  private static final int REMEMBERED = 10_000;

  /** How often a circle must be found unchanged, for stances are not taken at one instant. */
  private static final int CONFIRMED = 3;

  private static final Set<Class<?>> WITHOUT_OWNER = Set.of(CountDownLatch.class, Semaphore.class);

  /** What a thread was seen at; {@code place} for a running one only. */
  private record Seen(
      Thread.State state, @Nullable Object blocker, @Nullable Place place, long since) {
    boolean same(Seen before) {
      return state == before.state
          && blocker == before.blocker
          && (place == null || before.place != null && near(place, before.place));
    }

    /** A loop has more lines than one. */
    private static boolean near(Place here, Place there) {
      return here.cell().equals(there.cell())
          && here.method().equals(there.method())
          && Math.abs(here.line() - there.line()) <= 3;
    }
  }

  private final Execution execution;
  private final LiveThings things;
  private final ReaderClasses classes;
  private final Deadlocks deadlocks;
  private final Standstill standstill;
  private final Set<Set<Long>> told = new HashSet<>();
  private final Set<Set<Long>> hopelessTold = new HashSet<>();
  private volatile Map<Thread, Seen> seen = new IdentityHashMap<>();
  private long next = System.nanoTime() + PACE.toNanos();

  Onlooker(Execution execution, LiveThings things, ReaderClasses classes) {
    this.execution = execution;
    this.things = things;
    this.classes = classes;
    LockNames names = new LockNames(classes);
    this.deadlocks = new Deadlocks(classes, names);
    this.standstill = new Standstill(classes, names);
  }

  /**
   * Looks, when it is time to, and returns the deadlocks that have not been returned before.
   *
   * @param others the threads of other runs, which may hold what one of this run waits for
   */
  List<Event.Deadlock> look(Supplier<List<Thread>> others) {
    long began = System.nanoTime();
    if (began < next) {
      return List.of();
    }
    List<Event.Deadlock> found = List.of();
    try {
      List<Thread> threads = things.threads();
      List<Thread> waiting = remember(threads, began);
      if (!waiting.isEmpty()) {
        List<Thread> all = new ArrayList<>(waiting);
        all.addAll(others.get());
        found = all.size() < 2 ? List.of() : deadlocks(all, threads);
      }
    } catch (RuntimeException | Error failure) {
      // The reader's code can break what is looked at here, or leave no room; then nothing is told.
      seen = new IdentityHashMap<>();
    }
    long took = System.nanoTime() - began;
    next = began + (seen.size() > MANY ? took * SHARE : PACE.toNanos());
    return found;
  }

  /** What each thread does now and why the run may go on. */
  Event.Stuck tell() {
    long now = System.nanoTime();
    Map<Thread, Seen> before = seen;
    List<Thread> threads = things.threads();
    Map<Thread, Long> since = new IdentityHashMap<>();
    for (Thread thread : threads) {
      Seen last = before.get(thread);
      if (last != null && last.state == thread.getState()) {
        since.put(thread, now - last.since);
      }
    }
    return standstill.tell(threads, since, things.processes());
  }

  /** The threads that wait for a lock. */
  List<Thread> waiting() {
    return things.threads().stream()
        .filter(t -> waitsForALock(t.getState(), LockSupport.getBlocker(t)))
        .toList();
  }

  /** Remembers what the threads are at, and returns those that have been waiting for a lock. */
  private List<Thread> remember(List<Thread> threads, long now) {
    Map<Thread, Seen> before = seen;
    Map<Thread, Seen> after = new IdentityHashMap<>();
    List<Thread> waiting = new ArrayList<>();
    int sampled = 0;
    for (Thread thread : threads) {
      Thread.State state = thread.getState();
      Object blocker = LockSupport.getBlocker(thread);
      Place place = null;
      if (state == Thread.State.RUNNABLE && execution.nanos() > SHORT && sampled++ < SAMPLED) {
        place = Internals.stance(thread).map(s -> Place.of(s.stack(), classes)).orElse(null);
      }
      Seen current = new Seen(state, blocker, place, now);
      Seen last = before.get(thread);
      boolean unmoved = last != null && current.same(last);
      if (after.size() < REMEMBERED) {
        after.put(thread, unmoved ? last : current);
      }
      if (unmoved && waitsForALock(state, blocker)) {
        waiting.add(thread);
      }
    }
    seen = after;
    return waiting;
  }

  private static boolean waitsForALock(Thread.State state, @Nullable Object blocker) {
    return state == Thread.State.BLOCKED
        || state == Thread.State.WAITING
            && blocker instanceof AbstractOwnableSynchronizer lock
            && !WITHOUT_OWNER.contains(lock.getClass().getNestHost());
  }

  private List<Event.Deadlock> deadlocks(List<Thread> waiting, List<Thread> threads) {
    List<Event.Deadlock> found = new ArrayList<>();
    for (List<Knots.Tie> circle : Knots.among(waiting)) {
      Set<Long> ids =
          circle.stream().map(t -> t.waiter().thread().threadId()).collect(Collectors.toSet());
      boolean ours = threads.stream().anyMatch(t -> ids.contains(t.threadId()));
      boolean hopeless = noneGoesOn(threads);
      boolean news = hopeless ? !hopelessTold.contains(ids) : !told.contains(ids);
      if (ours && news && !mayBeFreed(circle, ids, threads) && lasts(circle)) {
        told.add(ids);
        if (hopeless) {
          hopelessTold.add(ids);
        }
        found.add(deadlocks.tell(circle, hopeless));
      }
    }
    return found;
  }

  /** Whether every thread waits with no limit, and nothing outside of this JVM can wake one. */
  private boolean noneGoesOn(List<Thread> threads) {
    return threads.stream()
            .map(Thread::getState)
            .noneMatch(s -> s == Thread.State.RUNNABLE || s == Thread.State.TIMED_WAITING)
        && things.processes().isEmpty();
  }

  /** Whether a thread of the circle gives up when interrupted, and one outside could do that. */
  private static boolean mayBeFreed(
      List<Knots.Tie> circle, Set<Long> inside, List<Thread> threads) {
    return circle.stream().map(Knots.Tie::waiter).anyMatch(Stance::givesUpWhenInterrupted)
        && threads.stream()
            .filter(t -> !inside.contains(t.threadId()))
            .map(Thread::getState)
            .anyMatch(s -> s == Thread.State.RUNNABLE || s == Thread.State.TIMED_WAITING);
  }

  private static boolean lasts(List<Knots.Tie> circle) {
    for (int i = 1; i < CONFIRMED; i++) {
      LockSupport.parkNanos(Duration.ofMillis(7).toNanos());
      if (!Knots.holds(circle)) {
        return false;
      }
    }
    return true;
  }
}
