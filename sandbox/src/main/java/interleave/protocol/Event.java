package interleave.protocol;

import java.util.List;
import java.util.Optional;

/**
 * What a reader is told of a run, one after another, with exactly one {@link Finished} when the
 * cell's own code is done; late events of what lives on may follow it.
 */
public sealed interface Event {

  /** The two streams a program prints to. */
  enum Stream {
    OUT,
    ERR
  }

  /** How much a {@link Problem} matters: an error keeps the cell from running. */
  enum Severity {
    ERROR,
    WARNING
  }

  /**
   * The run waits for its turn, or no longer does.
   *
   * @param ahead how many runs come first; 0 when it is this one's turn
   */
  record Queued(int ahead) implements Event {}

  /**
   * The session starts afresh: whatever earlier cells left in it is gone.
   *
   * @param reason one sentence for the reader
   */
  record Restarted(String reason) implements Event {}

  /**
   * Text that a thread printed, in the order in which it was printed.
   *
   * @param thread the thread's name, empty for bytes that came from outside any thread (a child
   *     process, native code)
   * @param threadId {@link Thread#threadId()}, 0 for the same
   * @param nanos time since the cell's code began, in nanoseconds
   */
  record Output(Stream stream, String thread, long threadId, String text, long nanos)
      implements Event {}

  /**
   * What the compiler has to say of the cell.
   *
   * @param line the line in the reader's text, from 1
   * @param start the first offending character's offset in the reader's text, from 0
   * @param end the offset after the last offending character
   */
  record Problem(Severity severity, int line, int start, int end, String message)
      implements Event {}

  /** The value of an expression, as {@link String#valueOf(Object)} shows it. */
  record Value(String name, String javaType, String text) implements Event {}

  /** Something to be drawn: {@code text/plain} today; never HTML. */
  record Display(String mime, String data) implements Event {}

  /**
   * An exception that left the cell's code or the run method of one of its threads.
   *
   * @param exception the exception's class name as the reader wrote it
   * @param message what {@link Throwable#getMessage()} said, if anything
   * @param thread the name of the thread it ended
   */
  record Threw(
      String exception,
      Optional<String> message,
      String thread,
      List<Frame> frames,
      Optional<Threw> cause)
      implements Event {}

  /**
   * One line of a stack trace.
   *
   * @param cell the cell the line belongs to; empty for a frame of the JDK
   * @param line the line in the reader's text from 1; 0 when it is not known or hidden
   * @param method what runs there, named as the reader wrote it, such as {@code Counter.inc}
   */
  record Frame(Optional<String> cell, int line, String method) {}

  /** A thread of the run waits for a line on {@code System.in}. */
  record InputWanted() implements Event {}

  /** Nothing happened for a while; the connection lives. */
  record Heartbeat() implements Event {}

  /**
   * A cell that the requested one builds on has been run first and is done.
   *
   * @param cell its id
   */
  record Ran(String cell) implements Event {}

  /**
   * The cell's own code is done, one way or another.
   *
   * @param wallNanos time from the start of the code to its end, 0 when none of it ran
   * @param cpuNanos processor time used meanwhile by the session JVM, in the kernel's steps of 10
   *     ms; its children not counted
   * @param cores processors the code could use
   * @param exit the exit status, when the JVM ended
   * @param message one sentence that tells the outcome where its name does not
   */
  record Finished(
      Outcome outcome,
      long wallNanos,
      long cpuNanos,
      int cores,
      Optional<Integer> exit,
      Optional<String> message)
      implements Event {}

  /** Threads and processes of a finished cell that live on; both empty when the last has ended. */
  record Lingering(List<LiveThread> threads, List<Long> processes) implements Event {}

  /**
   * What lived on of a finished cell has reached a limit, and is made to end.
   *
   * @param reason one sentence for the reader
   */
  record CutOff(String reason) implements Event {}

  /** A thread that is alive, virtual or not. */
  record LiveThread(String name, long threadId) {}
}
