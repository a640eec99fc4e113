package interleave.agent;

import interleave.protocol.Event;
import interleave.protocol.SessionCommand;
import interleave.protocol.SessionReply;
import interleave.protocol.Step;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * One run inside this JVM: its steps on a thread named {@code main}, then a watch over the rest.
 */
final class Execution {
  /** The name of every run's thread group. */
  static final String GROUP = "cell";

  /** How long a thread that is about to end may take before it counts as living on. */
  private static final Duration GRACE = Duration.ofMillis(60);

  /** How often the set of living threads is looked at again while one of them is waited for. */
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Runs runs;
  private final SessionCommand.Run command;
  private final ThreadGroup group;
  private final LiveThings things;
  private volatile long began = System.nanoTime();
  private final CountDownLatch performed = new CountDownLatch(1);
  private volatile boolean interrupted;

  Execution(Runs runs, SessionCommand.Run command) {
    this.runs = runs;
    this.command = command;
    this.group = new ThreadGroup(GROUP);
    this.things = new LiveThings(group);
  }

  long id() {
    return command.run();
  }

  long nanos() {
    return System.nanoTime() - began;
  }

  /** The next run begins: threads born from now on are its own. */
  void makeWayFor(Execution next) {
    things.endBefore(next.things);
  }

  boolean owns(ThreadGroup candidate) {
    return candidate == group;
  }

  /**
   * Starts the run.
   *
   * @throws OutOfMemoryError when the reader's other threads leave no room for another
   */
  void start(InheritableThreadLocal<@Nullable Execution> mark) {
    runs.classes().define(command.classes());
    // First, for the reader's code may leave no thread to be had afterwards.
    watch();
    Thread main =
        new Thread(
            group,
            () -> {
              mark.set(this);
              try {
                perform();
              } finally {
                performed.countDown();
              }
            },
            "main");
    main.setDaemon(false);
    main.setContextClassLoader(runs.classes());
    main.start();
  }

  /** The run could not start: tells so, and ends the watch. */
  void failedToStart(Throwable failure) {
    runs.report(id(), Failures.describe(failure, "main", runs.classes()));
    runs.ended(new SessionReply.Ended(id(), true, 0, 0));
    performed.countDown();
  }

  void interrupt() {
    interrupted = true;
    things.interrupt();
  }

  private void perform() {
    long cpu = cpuNanos();
    boolean threw = false;
    began = System.nanoTime();
    try {
      for (Step step : command.steps()) {
        perform(step);
      }
    } catch (Throwable failure) {
      threw = true;
      // What a stop interrupts is no failure of the reader's.
      if (!interrupted) {
        runs.report(
            id(),
            Failures.describe(
                Steps.unwrap(failure), Thread.currentThread().getName(), runs.classes()));
      }
    }
    long wall = System.nanoTime() - began;
    runs.ended(new SessionReply.Ended(id(), threw, wall, cpuNanos() - cpu));
  }

  private void perform(Step step) throws Throwable {
    switch (step) {
      case Step.Execute(String className) -> Steps.execute(runs.classes().load(className));
      case Step.Show(String className, String name, String javaType) -> {
        Object value = Steps.execute(runs.classes().load(className));
        runs.report(id(), new Event.Value(name, javaType, Texts.shown(value)));
      }
      case Step.Launch(String className) -> Steps.launch(runs.classes().load(className));
    }
  }

  /** Tells who lives on, from a thread outside the reader's group, until nobody does. */
  private void watch() {
    Thread.ofPlatform()
        .group(outside())
        .name("interleave-watch")
        .daemon()
        .inheritInheritableThreadLocals(false)
        .start(this::watchUntilQuiet);
  }

  private void watchUntilQuiet() {
    awaitPerformed();
    long patience = System.nanoTime() + GRACE.toNanos();
    List<Thread> threads = things.threads();
    List<ProcessHandle> processes = things.processes();
    Event.@Nullable Lingering told = null;
    while (!threads.isEmpty() || !processes.isEmpty()) {
      if (System.nanoTime() > patience) {
        Event.Lingering now = lingering(threads, processes);
        if (!now.equals(told)) {
          runs.report(id(), now);
          told = now;
        }
      }
      things.await(threads, processes, told == null ? GRACE.dividedBy(4) : LOOK);
      threads = things.threads();
      processes = things.processes();
    }
    runs.forget(id());
    runs.report(id(), new Event.Lingering(List.of(), List.of()));
  }

  private void awaitPerformed() {
    boolean done = false;
    while (!done) {
      try {
        performed.await();
        done = true;
      } catch (InterruptedException e) {
        // The reader's code can interrupt even this thread; it goes on waiting.
        Thread.onSpinWait();
      }
    }
  }

  private static Event.Lingering lingering(List<Thread> threads, List<ProcessHandle> processes) {
    return new Event.Lingering(
        threads.stream()
            .limit(LiveThings.TOLD)
            .map(t -> new Event.LiveThread(Texts.cutName(t.getName()), t.threadId()))
            .toList(),
        processes.stream().limit(LiveThings.TOLD).map(ProcessHandle::pid).toList());
  }

  private static ThreadGroup outside() {
    ThreadGroup top = Thread.currentThread().getThreadGroup();
    while (top.getParent() != null) {
      top = top.getParent();
    }
    return top;
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }
}
