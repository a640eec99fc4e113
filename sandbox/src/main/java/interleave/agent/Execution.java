package interleave.agent;

import interleave.protocol.Event;
import interleave.protocol.SessionCommand;
import interleave.protocol.SessionReply;
import interleave.protocol.Step;
import interleave.verdict.LeftOpen;
import interleave.verdict.Place;
import interleave.watch.RunRecorder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One run inside this JVM: its steps on a thread named {@code main}, then a watch over the rest.
 */
final class Execution {
  /** The name of every run's thread group. */
  static final String GROUP = "cell";

  private static final String WATCH = "interleave-watch";

  /** How long a thread that is about to end may take before it counts as living on. */
  private static final Duration GRACE = Duration.ofMillis(60);

  /** How often the set of living threads is looked at again while one of them is waited for. */
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Runs runs;
  private final SessionCommand.Run command;
  private final ThreadGroup group;
  private final LiveThings things;
  private final Onlooker onlooker;
  private final Children children;
  private final Mark mark = new Mark(this, null);
  private final AtomicInteger placed = new AtomicInteger();
  private volatile long began = System.nanoTime();
  private final CountDownLatch performed = new CountDownLatch(1);
  private volatile boolean interrupted;
  private volatile @Nullable Thread main;
  private final @Nullable RunRecorder recorder;

  Execution(Runs runs, SessionCommand.Run command) {
    this.runs = runs;
    this.command = command;
    runs.classes().define(command.classes());
    this.group = new ThreadGroup(GROUP);
    // Before the run's things are looked at: what recording starts is none of them.
    this.recorder = command.recorded() ? recorder() : null;
    this.things = new LiveThings(group);
    this.onlooker = new Onlooker(this, things, runs.classes());
    this.children = new Children(this, runs);
  }

  private @Nullable RunRecorder recorder() {
    try {
      ReaderClasses classes = runs.classes();
      return new RunRecorder(
          new RunRecorder.Subject(
              id(), classes, classes.all(), this::threads, classes::exchange, runs::send));
    } catch (Throwable failure) { // no thread or memory to be had: the run goes unrecorded
      return null;
    }
  }

  private List<Thread> threads() {
    return things.threads();
  }

  long id() {
    return command.run();
  }

  long nanos() {
    return nanosAt(System.nanoTime());
  }

  /** When that was, since the code began. */
  long nanosAt(long time) {
    return Math.max(0, time - began);
  }

  /** The mark of threads of which it is not known what made them. */
  Mark mark() {
    return mark;
  }

  /** How many threads have been marked with the line that made them. */
  AtomicInteger placed() {
    return placed;
  }

  List<Thread> waiting() {
    return onlooker.waiting();
  }

  /** The next run begins: threads born from now on are its own. */
  void makeWayFor(Execution next) {
    if (recorder != null) {
      recorder.awaitRestored();
    }
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
  void start() {
    // First, for the reader's code may leave no thread to be had afterwards.
    watch();
    Thread first =
        new Thread(
            group,
            () -> {
              runs.marks().set(mark);
              try {
                perform();
              } finally {
                performed.countDown();
              }
            },
            "main");
    first.setDaemon(false);
    first.setContextClassLoader(runs.classes());
    main = first;
    first.start();
  }

  /** The run could not start: tells so, and ends the watch. */
  void failedToStart(Throwable failure) {
    runs.report(id(), Failures.describe(failure, Thread.currentThread(), nanos(), runs.classes()));
    runs.send(new SessionReply.Ended(id(), true, 0, 0));
    performed.countDown();
    if (recorder != null) {
      recorder.stop();
    }
  }

  /** Tells what each thread does; in the calling thread, so that it comes before what follows. */
  void tell() {
    Event.Stuck stuck;
    try {
      stuck = onlooker.tell();
    } catch (RuntimeException | Error failure) {
      stuck = new Event.Stuck(List.of(), Optional.empty()); // the reader's code left no room
    }
    runs.report(id(), stuck);
  }

  /** The calling thread, one of this run's, has started a process. */
  void startedChild(long pid, CompletableFuture<Integer> exit) {
    Optional<Place> made =
        Optional.ofNullable(runs.marks().readersFrame())
            .flatMap(frame -> new Mark(this, frame).place(runs.classes()));
    children.started(pid, exit, made);
  }

  /** This JVM is ending: what is recorded is sent before. */
  void exiting() {
    if (recorder != null) {
      recorder.finishSoon();
    }
  }

  void interrupt() {
    interrupted = true;
    if (recorder != null) {
      recorder.stop();
    }
    things.interrupt();
  }

  private void perform() {
    long cpu = cpuNanos();
    boolean threw = false;
    began = System.nanoTime();
    if (recorder != null) {
      recorder.began(began);
    }
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
                Steps.unwrap(failure), Thread.currentThread(), nanos(), runs.classes()));
      }
    }
    long wall = System.nanoTime() - began;
    long used = cpuNanos() - cpu;
    if (recorder != null) {
      recorder.finish();
    }
    runs.send(new SessionReply.Ended(id(), threw, wall, used));
  }

  private void perform(Step step) throws Throwable {
    switch (step) {
      case Step.Execute(String className) -> Steps.execute(runs.classes().load(className));
      case Step.Show(String className, String name, String javaType) -> {
        Object value = Steps.execute(runs.classes().load(className));
        runs.report(id(), new Event.Value(name, javaType, Texts.shown(value)));
      }
      case Step.Launch(String className, List<String> arguments) ->
          Steps.launch(runs.classes().load(className), arguments);
      case Step.Measure measure -> Trial.run(measure, laboratory());
      case Step.Stress stress -> Experiment.run(stress, laboratory());
      case Step.Explore explore -> Exploration.run(explore, laboratory());
    }
  }

  private Laboratory laboratory() {
    return new Laboratory(runs.classes(), event -> runs.report(id(), event));
  }

  /** Tells who lives on, from a thread outside the reader's group, until nobody does. */
  private void watch() {
    Thread.ofPlatform()
        .group(outside())
        .name(WATCH)
        .daemon()
        .inheritInheritableThreadLocals(false)
        .start(this::watchUntilQuiet);
  }

  private void watchUntilQuiet() {
    lookUntilPerformed();
    long patience = System.nanoTime() + GRACE.toNanos();
    List<Thread> threads = threadsButMain();
    List<ProcessHandle> processes = things.processes();
    Event.@Nullable StillRunning told = null;
    while (!threads.isEmpty() || !processes.isEmpty() || children.any()) {
      look(processes);
      if (System.nanoTime() > patience) {
        Event.StillRunning now = stillRunning(threads, processes);
        if (!now.equals(told)) {
          runs.report(id(), now);
          told = now;
        }
      }
      things.await(threads, processes, told == null ? GRACE.dividedBy(4) : LOOK);
      threads = threadsButMain();
      processes = things.processes();
    }
    runs.forget(id());
    runs.report(id(), new Event.StillRunning(List.of(), List.of()));
  }

  /** The main thread has done its work; what is left of it is ours. */
  private List<Thread> threadsButMain() {
    return things.threads().stream().filter(t -> t != main).toList();
  }

  private void lookUntilPerformed() {
    boolean done = false;
    while (!done) {
      try {
        done = performed.await(Onlooker.PACE.toMillis(), TimeUnit.MILLISECONDS);
        if (!done) {
          look(children.any() ? things.processes() : List.of());
        }
      } catch (InterruptedException e) {
        // The reader's code can interrupt even this thread; it goes on waiting.
        Thread.onSpinWait();
      }
    }
  }

  private void look(List<ProcessHandle> processes) {
    onlooker.look(() -> runs.waitingBeside(this)).forEach(d -> runs.report(id(), d));
    children.compare(processes, children.any() ? things.zombies() : List.of());
  }

  private Event.StillRunning stillRunning(List<Thread> threads, List<ProcessHandle> processes) {
    List<Thread> some = threads.stream().limit(LiveThings.TOLD).toList();
    return new Event.StillRunning(
        some.stream().map(this::live).toList(),
        processes.stream().limit(LiveThings.TOLD).map(children::live).toList(),
        LeftOpen.among(some, runs.marks()::made));
  }

  private Event.LiveThread live(Thread thread) {
    Optional<Place> made = runs.marks().made(thread);
    return new Event.LiveThread(
        Texts.cutName(thread.getName()),
        thread.threadId(),
        made.flatMap(Place::cell),
        made.map(Place::line).orElse(0));
  }

  /** Whether the calling thread is one of ours that watches a run. */
  static boolean isWatching() {
    return Thread.currentThread().getName().equals(WATCH);
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
