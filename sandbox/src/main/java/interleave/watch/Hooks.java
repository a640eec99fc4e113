package interleave.watch;

import interleave.timeline.Call;
import org.jspecify.annotations.Nullable;

/**
 * What woven code calls; nothing here throws, and nothing is done while no run is recorded.
 *
 * <p>Public, and found by the reader's classes, for woven code is theirs.
 */
public final class Hooks {
  // Woven code has no object of ours to call: this one static is where it finds the log.
  private static volatile @Nullable Log log;

  private Hooks() {}

  static synchronized void open(Log newLog) {
    log = newLog;
  }

  /** Ends what was opened with a log, if nothing else has been opened since. */
  static synchronized void close(Log oldLog) {
    if (log == oldLog) {
      log = null;
    }
  }

  /**
   * Tells what the calling thread does.
   *
   * @param on the object it does it to; null where there is none, or it is not known
   * @param what see {@link interleave.timeline.Watched#what}
   * @param site see {@link interleave.timeline.Watched#site}
   */
  public static void tell(@Nullable Object on, int what, int site) {
    Log to = log;
    if (to == null) {
      return;
    }
    try {
      if (on == null) {
        to.add(0, 0, what, site);
      } else if (isDeed(what >> 2)) {
        // A reader's class that is no thread may have a method start, too.
        if (on instanceof Thread thread) {
          to.add(thread.threadId(), to.number(on), what, site);
        }
      } else {
        to.add(System.identityHashCode(on), to.number(on), what, site);
      }
    } catch (Throwable outOfStackOrMemory) {
      // The reader's code must not see what becomes of being watched.
    }
  }

  /** Whether a call is done to a thread. */
  private static boolean isDeed(int call) {
    return call == Call.START.ordinal()
        || call == Call.JOIN.ordinal()
        || call == Call.UNPARK.ordinal();
  }

  /** Tells how a call went that may give up. */
  public static void tell(
      boolean done, @Nullable Object on, int whenDone, int otherwise, int site) {
    tell(on, done ? whenDone : otherwise, site);
  }
}
