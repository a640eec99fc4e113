package interleave.agent;

import interleave.protocol.ClassFile;
import interleave.protocol.Event;
import interleave.protocol.SessionCommand;
import interleave.protocol.SessionReply;
import interleave.verdict.Internals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The runs of this JVM, and to which of them a thread belongs.
 *
 * <p>A thread belongs to the run whose code created it: the mark is inherited when a thread is
 * constructed, by virtual threads too. A thread that inherited none (the common pool's workers, or
 * one built so on purpose) belongs to the run its thread group was made for, or else to the newest.
 */
final class Runs {
  private final Reports reports;
  private final ReaderClasses classes;
  private final ReaderInput input = new ReaderInput(this);
  private final Map<Long, Execution> live = new ConcurrentHashMap<>();
  private final Marks marks;
  private volatile @Nullable Execution newest;

  /**
   * No runs yet.
   *
   * @param laboratory whether the reader's classes see those of JMH and jcstress
   */
  Runs(Reports reports, boolean laboratory) {
    this.reports = reports;
    this.classes =
        new ReaderClasses(
            laboratory ? Runs.class.getClassLoader() : ClassLoader.getPlatformClassLoader());
    this.marks = new Marks(classes);
  }

  Marks marks() {
    return marks;
  }

  ReaderInput input() {
    return input;
  }

  ReaderClasses classes() {
    return classes;
  }

  void start(SessionCommand.Run run) {
    Execution execution = new Execution(this, run);
    live.values().forEach(earlier -> earlier.makeWayFor(execution));
    live.put(run.run(), execution);
    newest = execution;
    input.reopen();
    try {
      execution.start();
    } catch (Throwable failure) { // no thread to be had; the session goes on
      execution.failedToStart(failure);
    }
  }

  /**
   * Writes class files where processes of this session find them; what does not fit is left out.
   */
  void leave(List<ClassFile> files) {
    for (ClassFile file : files) {
      Path path = Path.of("").toAbsolutePath().resolve(file.name().replace('.', '/') + ".class");
      try {
        Files.createDirectories(path.getParent());
        Files.write(path, file.bytes());
      } catch (IOException e) {
        // Then the process that wants the class tells that it is not there.
      }
    }
  }

  void interrupt(long run) {
    Execution execution = live.get(run);
    if (execution != null) {
      execution.interrupt();
    }
  }

  void tell(long run) {
    Execution execution = live.get(run);
    if (execution != null) {
      execution.tell();
    }
  }

  /** The threads of other runs that wait for a lock. */
  List<Thread> waitingBeside(Execution execution) {
    return live.values().stream()
        .filter(e -> e != execution)
        .flatMap(e -> e.waiting().stream())
        .toList();
  }

  /** From now on each run tells of the processes that it starts. */
  void heedChildren() {
    Set<CompletableFuture<Integer>> heeded = ConcurrentHashMap.newKeySet();
    Internals.onChild(
        () -> {
          Execution execution = Execution.isWatching() ? null : current();
          if (execution != null) {
            Internals.exits()
                .forEach(
                    (pid, exit) -> {
                      if (heeded.add(exit)) {
                        var unused = exit.whenComplete((status, failure) -> heeded.remove(exit));
                        execution.startedChild(pid, exit);
                      }
                    });
          }
        });
  }

  /** Reports an event of the calling thread's run; one before any run is told to nobody. */
  void report(Event event) {
    Execution execution = current();
    if (execution != null) {
      report(execution.id(), event);
    }
  }

  void report(long run, Event event) {
    reports.send(new SessionReply.Report(run, event));
  }

  void send(SessionReply reply) {
    reports.send(reply);
  }

  /** This JVM is ending. */
  void exiting() {
    live.values().forEach(Execution::exiting);
    send(new SessionReply.Exiting());
  }

  /** Forgets a run of which nothing lives on. */
  void forget(long run) {
    live.remove(run);
  }

  /** Nanoseconds since the calling thread's run began. */
  long nanos() {
    Execution execution = current();
    return execution == null ? 0 : execution.nanos();
  }

  void uncaught(Thread thread, Throwable failure) {
    report(Failures.describe(failure, thread, nanos(), classes));
  }

  private @Nullable Execution current() {
    Mark mark = marks.get();
    if (mark != null) {
      return mark.execution();
    }
    for (ThreadGroup g = Thread.currentThread().getThreadGroup(); g != null; g = g.getParent()) {
      for (Execution execution : live.values()) {
        if (execution.owns(g)) {
          return execution;
        }
      }
    }
    return newest;
  }
}
