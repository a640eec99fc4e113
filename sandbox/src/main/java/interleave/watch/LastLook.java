package interleave.watch;

import interleave.timeline.Watched;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Tells what threads wait for that still wait when a recording ends: the Flight Recorder tells of a
 * wait only when it is over.
 */
final class LastLook {
  private static final int LONGEST = 200;

  private LastLook() {}

  /**
   * Looks at threads.
   *
   * @param readers names of the reader's classes
   */
  static List<Watched.Last> at(List<Thread> threads, Set<String> readers) {
    List<Watched.Last> seen = new ArrayList<>();
    for (Thread thread : threads) {
      if (seen.size() == Watched.MOST_LAST) {
        return seen;
      }
      Thread.State state = thread.getState();
      @Nullable Object on = LockSupport.getBlocker(thread);
      StackTraceElement[] stack = thread.getStackTrace();
      String place = "";
      int line = 0;
      for (StackTraceElement frame : stack) {
        if (readers.contains(frame.getClassName())) {
          place = frame.getClassName();
          line = Math.max(0, frame.getLineNumber());
          break;
        }
      }
      seen.add(
          new Watched.Last(
              thread.threadId(),
              cut(thread.getName()),
              state.name(),
              on == null ? waitedIn(stack) : cut(on.getClass().getName()),
              on == null ? 0 : System.identityHashCode(on),
              cut(place),
              line));
    }
    return seen;
  }

  /** For a wait in the operating system: the method that waits. */
  private static String waitedIn(StackTraceElement[] stack) {
    if (stack.length == 0 || !stack[0].isNativeMethod()) {
      return "";
    }
    return cut(stack[0].getClassName() + "." + stack[0].getMethodName());
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(LONGEST, text.length()));
  }
}
