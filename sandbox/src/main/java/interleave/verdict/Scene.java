package interleave.verdict;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All threads of a run at one moment, as the rules of {@link Readings} look at them.
 *
 * @param since how long each thread has been seen at what it does, in nanoseconds
 * @param children the processes that the run has started and that live
 */
record Scene(
    List<Stance> stances,
    ReaderCode code,
    LockNames names,
    Map<Thread, Long> since,
    List<ProcessHandle> children) {
  private static final Set<String> IDLE =
      Set.of(
          "java.util.concurrent.ThreadPoolExecutor.getTask",
          "java.util.concurrent.ForkJoinPool.awaitWork",
          "java.util.concurrent.ForkJoinPool.deactivate");

  /** A worker of a pool that has nothing to do. */
  static boolean isIdle(Stance stance) {
    return stance.isIn(IDLE.toArray(String[]::new));
  }

  /** The threads that have something to do. */
  List<Stance> busy() {
    return stances.stream().filter(s -> !isIdle(s)).toList();
  }

  /** Whether every thread waits, for good, for what another would have to do. */
  boolean nobodyRuns() {
    return busy().stream().allMatch(Stance::waitsForGood);
  }

  /** The end of a sentence on a thread that no other can free. */
  String andNobodyElse() {
    return busy().size() == 1 ? "no other thread lives" : "every other thread waits too";
  }

  Place place(Stance stance) {
    return Place.of(stance, code);
  }

  /** A thread's name in a sentence. */
  static String who(Thread thread) {
    if (!thread.getName().isEmpty()) {
      return Deadlocks.cut(thread.getName());
    }
    return (thread.isVirtual() ? "virtual thread " : "thread ") + "#" + thread.threadId();
  }

  String who(Stance stance) {
    return who(stance.thread());
  }

  String at(Stance stance) {
    return place(stance).at();
  }

  /** The method of the JDK that the reader's code called, such as {@code FutureTask.get}. */
  String called(Stance stance) {
    String last = "";
    for (StackTraceElement frame : stance.stack()) {
      if (code.cellOf(frame.getClassName()).isPresent()) {
        break;
      }
      String type = frame.getClassName();
      last =
          type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + "." + frame.getMethodName();
    }
    return last;
  }

  /** The name of what a thread waits for. */
  String on(Stance stance) {
    return stance.on() == null ? "something" : names.name(stance.on());
  }

  long since(Stance stance) {
    return since.getOrDefault(stance.thread(), 0L);
  }
}
