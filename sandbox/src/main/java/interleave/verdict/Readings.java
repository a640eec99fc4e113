package interleave.verdict;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The likeliest reason why a run goes on, one sentence: rules, the surest first. */
final class Readings {
  /** A thread seen for so long at one place is there to stay. */
  private static final long LONG = TimeUnit.MILLISECONDS.toNanos(700);

  /** One reason that a run may have to go on; empty when it is not this one. */
  private interface Rule extends Function<Scene, Optional<String>> {}

  private static final List<Rule> RULES =
      List.of(
          Readings::deadlock,
          Readings::input,
          Readings::unreadOutput,
          Readings::starvedPool,
          Readings::spin,
          Readings::latch,
          Readings::lostNotify,
          Readings::permits,
          Readings::joined,
          Readings::sleeping,
          Readings::allWait);

  private Readings() {}

  static Optional<String> of(Scene scene) {
    return RULES.stream().flatMap(rule -> rule.apply(scene).stream()).findFirst();
  }

  private static Optional<String> deadlock(Scene scene) {
    return Knots.in(scene.stances()).stream()
        .findFirst()
        .map(
            circle ->
                circle.stream()
                        .limit(4)
                        .map(t -> Scene.who(t.waiter().thread()) + scene.at(t.waiter()))
                        .collect(Collectors.joining(", "))
                    + " wait for each other in a circle: a deadlock.");
  }

  private static Optional<String> input(Scene scene) {
    return first(
        scene.busy().stream()
            .filter(s -> s.stack().stream().anyMatch(f -> scene.code().isInput(f.getClassName())))
            .filter(Stance::waitsForGood),
        s -> "%s waits for input%s, and none has been typed.".formatted(scene.who(s), scene.at(s)));
  }

  private static Optional<String> unreadOutput(Scene scene) {
    for (ProcessHandle child : scene.children()) {
      Optional<Stance> waiter =
          scene.busy().stream().filter(s -> s.isIn("java.lang.ProcessImpl.waitFor")).findFirst();
      Optional<Integer> unread = waiter.flatMap(w -> UnreadOutput.fillsThePipeOf(child.pid()));
      if (waiter.isPresent() && unread.isPresent()) {
        return Optional.of(
            ("%s waits%s for process %d to end, and the process waits for its output to be read:"
                    + " the pipe between them is full with %,d bytes. Read its output first, then"
                    + " wait.")
                .formatted(
                    scene.who(waiter.get()), scene.at(waiter.get()), child.pid(), unread.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> starvedPool(Scene scene) {
    for (Stance stance : scene.busy()) {
      Optional<ThreadPoolExecutor> pool = waitsForATaskNotBegun(stance);
      if (pool.isPresent() && !pool.get().getQueue().isEmpty()) {
        List<Stance> workers =
            scene.stances().stream().filter(s -> poolOf(s).equals(pool)).toList();
        if (workers.size() >= pool.get().getMaximumPoolSize()
            && workers.stream().allMatch(w -> waitsForATaskNotBegun(w).isPresent())) {
          return Optional.of(
              (workers.size() == 1
                      ? "The only thread of a pool, %s, waits%s for a task that is still in that"
                          + " pool's queue: no thread is left to run it."
                      : "All %3$d threads of a pool (%1$s%2$s, and so on) wait for tasks that are"
                          + " still in that pool's queue: no thread is left to run them.")
                  .formatted(scene.who(stance), scene.at(stance), workers.size()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<ThreadPoolExecutor> waitsForATaskNotBegun(Stance stance) {
    boolean notBegun =
        stance.waitsForGood()
            && (stance.on() instanceof FutureTask<?> task && !Internals.started(task)
                || stance.isIn(
                    "java.util.concurrent.CompletableFuture.waitingGet",
                    "java.util.concurrent.AbstractExecutorService.invokeAll"));
    return notBegun ? poolOf(stance) : Optional.empty();
  }

  private static Optional<ThreadPoolExecutor> poolOf(Stance stance) {
    return stance.thread().isVirtual() ? Optional.empty() : Internals.pool(stance.thread());
  }

  private static Optional<String> spin(Scene scene) {
    return first(
        scene.busy().stream()
            .filter(s -> s.state() == Thread.State.RUNNABLE && scene.since(s) >= LONG)
            .filter(s -> PlainReads.around(s.stack(), scene.code()).isPresent()),
        s -> {
          String field = PlainReads.around(s.stack(), scene.code()).orElse("");
          return ("%s has been in the same loop%s for %s, reading the field %s. If another thread"
                  + " was to change it, the field must be volatile, or be read and written under"
                  + " the same lock.")
              .formatted(scene.who(s), scene.at(s), time(scene.since(s)), field);
        });
  }

  private static Optional<String> latch(Scene scene) {
    return first(
        helpless(scene).filter(s -> isInside(s, CountDownLatch.class) && !joins(s)),
        s ->
            "%s waits%s at a CountDownLatch whose count is still %d, and %s: nobody will count it down."
                .formatted(scene.who(s), scene.at(s), count(s), scene.andNobodyElse()));
  }

  private static Optional<String> lostNotify(Scene scene) {
    return first(
        helpless(scene)
            .filter(
                s ->
                    s.waiting() == Stance.Wait.NOTIFY && !joins(s)
                        || s.on() instanceof AbstractQueuedSynchronizer.ConditionObject),
        s ->
            (s.waiting() == Stance.Wait.NOTIFY
                    ? "%s waits in %s on %s%s, and %s: nobody will notify it. A notify that comes"
                        + " before the wait is lost."
                    : "%1$s waits in %2$s%4$s, and %5$s: nobody will signal it.")
                .formatted(
                    scene.who(s),
                    scene.called(s),
                    scene.on(s),
                    scene.at(s),
                    scene.andNobodyElse()));
  }

  private static Optional<String> permits(Scene scene) {
    return first(
        helpless(scene)
            .filter(s -> isInside(s, Semaphore.class) || isInside(s, ReentrantReadWriteLock.class)),
        s ->
            ("%s waits in %s%s, and %s: likely each waits for a permit or a lock that another has,"
                    + " or one was never given back.")
                .formatted(scene.who(s), scene.called(s), scene.at(s), scene.andNobodyElse()));
  }

  private static Optional<String> joined(Scene scene) {
    for (Stance waiter : scene.busy()) {
      for (Stance other : scene.busy()) {
        if (joins(waiter) && waiter.on() == other.thread()) {
          return Optional.of(
              "%s waits%s for thread %s to end, which %s%s."
                  .formatted(
                      scene.who(waiter),
                      scene.at(waiter),
                      scene.who(other),
                      doing(scene, other),
                      scene.at(other)));
        }
      }
    }
    return Optional.empty();
  }

  private static String doing(Scene scene, Stance stance) {
    if (isSleeping(stance)) {
      return "sleeps";
    }
    return stance.state() == Thread.State.RUNNABLE
        ? "is still running"
        : "itself waits in " + scene.called(stance);
  }

  private static Optional<String> sleeping(Scene scene) {
    return first(
        scene.busy().stream().filter(s -> isSleeping(s) && scene.since(s) >= LONG),
        s -> "%s sleeps%s, for %s now.".formatted(scene.who(s), scene.at(s), time(scene.since(s))));
  }

  private static Optional<String> allWait(Scene scene) {
    return first(
        helpless(scene).filter(s -> !joins(s)),
        s ->
            "%s waits in %s%s, and %s."
                .formatted(scene.who(s), scene.called(s), scene.at(s), scene.andNobodyElse()));
  }

  private static int count(Stance stance) {
    return stance.on() instanceof AbstractQueuedSynchronizer inside ? Internals.state(inside) : 0;
  }

  static boolean isSleeping(Stance stance) {
    return stance.state() == Thread.State.TIMED_WAITING && stance.isIn("java.lang.Thread.sleep");
  }

  static boolean joins(Stance stance) {
    return stance.isIn("java.lang.Thread.join");
  }

  /** The threads that wait when none is left that could free them. */
  private static Stream<Stance> helpless(Scene scene) {
    return scene.nobodyRuns() ? scene.busy().stream().filter(s -> s.on() != null) : Stream.empty();
  }

  private static boolean isInside(Stance stance, Class<?> type) {
    return stance.on() instanceof AbstractQueuedSynchronizer inside
        && inside.getClass().getNestHost() == type;
  }

  private static Optional<String> first(Stream<Stance> stances, Function<Stance, String> words) {
    return stances.findFirst().map(words);
  }

  private static String time(long nanos) {
    return "%.1f s".formatted(nanos / 1e9);
  }
}
