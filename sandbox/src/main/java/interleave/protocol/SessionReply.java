package interleave.protocol;

/** What a session JVM tells; not to be trusted, since the reader's code lives in the same JVM. */
public sealed interface SessionReply {

  /** The JVM is up and waits for its first run. */
  record Ready() implements SessionReply {}

  /**
   * Something happened in a run: one of Output, Value, Display, Threw, InputWanted, StillRunning,
   * ProcessStarted, ProcessEnded, Deadlock, Stuck, Drawn.
   */
  record Report(long run, Event event) implements SessionReply {}

  /**
   * The run's last step is done.
   *
   * @param threw whether an exception left it
   * @param wallNanos time from its first step to the end of its last
   * @param cpuNanos processor time of this JVM meanwhile
   */
  record Ended(long run, boolean threw, long wallNanos, long cpuNanos) implements SessionReply {}

  /**
   * A piece of what was recorded of a run; all pieces come before its {@link Ended}.
   *
   * @param part what it is a piece of
   */
  // A record of bytes is compared by nobody; its array's identity is harmless.
  @SuppressWarnings("ArrayRecordComponent")
  record Recorded(long run, Part part, byte[] bytes) implements SessionReply {}

  /** What can be recorded. */
  enum Part {
    /** A file of the JDK's Flight Recorder. */
    FLIGHT,
    /** What woven classes told, as {@code interleave.agent} writes it. */
    WATCHED
  }

  /** The reader's code ends this JVM; its exit status follows from the operating system. */
  record Exiting() implements SessionReply {}
}
