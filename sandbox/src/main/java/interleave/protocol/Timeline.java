package interleave.protocol;

import java.util.List;
import java.util.Optional;

/**
 * What the threads of a run did, drawn when its own code is done. All times are nanoseconds since
 * the code began.
 *
 * @param nanos how long was recorded
 * @param lanes a lane a thread, in the order of their starts
 * @param arrows what one thread did to another
 * @param locks who held which lock when, for locks that more than one thread wanted
 * @param pauses in which no thread ran: the collector's
 * @param cores how much of the processors was used, in slices without gaps
 * @param notes what could not be known in this run, or what recording changed, one sentence each
 */
public record Timeline(
    long nanos,
    List<Lane> lanes,
    List<Arrow> arrows,
    List<LockLane> locks,
    List<Pause> pauses,
    List<CoreUse> cores,
    List<String> notes) {

  /** No picture, and a sentence that says why. */
  public static Timeline nothing(String why) {
    return new Timeline(0, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(why));
  }

  /** What carries a thread. */
  public enum Kind {
    PLATFORM,
    VIRTUAL
  }

  /** What a thread does, as far as it can be known. */
  public enum State {
    /** It runs or could run. */
    RUNNING,
    /** It could run, but no processor was free for it. */
    RUNNABLE,
    SLEEPING,
    /** It waits for an unpark: at a lock of java.util.concurrent, a latch, a queue. */
    PARKED,
    /** In Object.wait or Thread.join. */
    WAITING,
    /** At the entry of a monitor that another thread holds. */
    BLOCKED,
    /** It reads or writes a file, a socket or a pipe. */
    IO,
    /** A virtual thread that waits and keeps its carrier. */
    PINNED
  }

  /**
   * One thread.
   *
   * @param fromNanos its start
   * @param toNanos its end, or that of the recording
   * @param ended whether it ended within the recording
   * @param spans in order, without overlaps; gaps count as running
   */
  public record Lane(
      String thread,
      long threadId,
      Kind kind,
      long fromNanos,
      long toNanos,
      boolean ended,
      List<Span> spans) {}

  /**
   * A piece of a lane.
   *
   * @param on the object or lock it waits for, such as {@code Object@1} or {@code ReentrantLock@2}
   * @param heldBy the name of the thread that held that when the span began
   * @param cell the cell of the line, empty for code of none
   * @param line the reader's line that led to it, from 1; 0 when it is not known
   */
  public record Span(
      State state,
      long fromNanos,
      long toNanos,
      Optional<String> on,
      Optional<String> heldBy,
      Optional<String> cell,
      int line) {}

  /** What one thread can do to another. */
  public enum Deed {
    START,
    JOIN,
    UNPARK,
    NOTIFY
  }

  /**
   * One thread's deed on another; a join points from the thread that ended to the one that waited.
   */
  public record Arrow(Deed deed, long fromThread, long fromNanos, long toThread, long toNanos) {}

  /** Who held a lock when. */
  public record LockLane(String lock, List<Holding> holdings) {}

  /** One thread's holding of a lock. */
  public record Holding(
      String thread,
      long threadId,
      long fromNanos,
      long toNanos,
      Optional<String> cell,
      int line) {}

  /** A pause, and what for. */
  public record Pause(long fromNanos, long toNanos, String what) {}

  /**
   * How busy the processors were in a slice of time.
   *
   * @param percent of one processor, by the threads of the run
   */
  public record CoreUse(long fromNanos, long toNanos, int percent) {}
}
