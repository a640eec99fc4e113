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
   * @param threadId {@link Thread#threadId()} of it
   * @param nanos time since the cell's code began, in nanoseconds
   */
  record Threw(
      String exception,
      Optional<String> message,
      String thread,
      long threadId,
      long nanos,
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
   * @param exit the exit status, when the JVM ended; of a program whose main has ended, the one
   *     that {@code java} gives it: 0, or 1 after an exception
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

  /**
   * Threads and processes of a finished cell that live on; both empty when the last has ended.
   *
   * @param threads at most 64
   * @param processes at most 64
   * @param remarks why some of them live, one sentence each: a pool that was never shut down
   */
  record StillRunning(List<LiveThread> threads, List<LiveProcess> processes, List<String> remarks)
      implements Event {
    /** Without remarks. */
    public StillRunning(List<LiveThread> threads, List<LiveProcess> processes) {
      this(threads, processes, List.of());
    }
  }

  /**
   * What lived on of a finished cell has reached a limit, and is made to end.
   *
   * @param reason one sentence for the reader
   */
  record CutOff(String reason) implements Event {}

  /**
   * A thread that is alive, virtual or not.
   *
   * @param startedBy the cell whose code made it, where that is known
   * @param line the line that made it, from 1; 0 when it is not known
   */
  record LiveThread(String name, long threadId, Optional<String> startedBy, int line) {}

  /**
   * A child process that is alive, or a child of a child.
   *
   * @param pid its number in the box
   * @param parent its parent's
   * @param command its command line, cut; empty when it cannot be read
   * @param startedBy the cell whose code started it, where that is known
   * @param line the line that started it, from 1; 0 when it is not known
   */
  record LiveProcess(long pid, long parent, String command, Optional<String> startedBy, int line) {
    /** One of which it is not known what started it. */
    public LiveProcess(long pid, long parent, String command) {
      this(pid, parent, command, Optional.empty(), 0);
    }
  }

  /**
   * The run started a process.
   *
   * @param command its command line, cut; empty when it cannot be read
   * @param nanos since the cell's code began
   */
  record ProcessStarted(long pid, long parent, String command, long nanos) implements Event {}

  /**
   * A process of the run ended.
   *
   * @param exit its exit status, where it can be known
   * @param zombie whether it stays in the process table, since its parent has not asked how it
   *     ended
   * @param aliveNanos how long it was seen alive
   * @param nanos since the cell's code began
   */
  record ProcessEnded(long pid, Optional<Integer> exit, boolean zombie, long aliveNanos, long nanos)
      implements Event {}

  /**
   * Threads that wait for each other in a circle, each for what the next one holds.
   *
   * @param hopeless whether no other thread of the run can go on by itself either: then the run
   *     will not end; a circle that becomes hopeless later is told again
   */
  record Deadlock(List<Wait> cycle, boolean hopeless) implements Event {}

  /**
   * One thread of a deadlock.
   *
   * @param holds the lock it holds, which the thread before it in the circle waits for
   * @param heldSince the line at which it took that lock, from 1; 0 when it is not known
   * @param waitsFor the lock it waits for
   * @param heldBy the name of the thread that holds that
   * @param cell the cell of the lines, empty for code of none
   * @param line the line at which it waits, from 1; 0 when it is not known
   */
  record Wait(
      String thread,
      long threadId,
      String holds,
      int heldSince,
      String waitsFor,
      String heldBy,
      Optional<String> cell,
      int line) {}

  /**
   * What each thread of a run that reached its time limit was doing then.
   *
   * @param threads at most 64, those that were not doing the same as another first
   * @param reading the likeliest reason why it goes on, one sentence; empty when there is none
   */
  record Stuck(List<Doing> threads, Optional<String> reading) implements Event {}

  /**
   * What one thread was doing.
   *
   * @param on the object or lock it waits for, if it does
   * @param heldBy the name of the thread that holds that, if any
   * @param sinceNanos how long it has been seen at this, in nanoseconds
   * @param method what it runs, named as the reader wrote it, such as {@code Buffer.take}
   */
  record Doing(
      String thread,
      long threadId,
      Timeline.State state,
      Optional<String> on,
      Optional<String> heldBy,
      Optional<String> cell,
      int line,
      String method,
      long sinceNanos) {}

  /** What the threads of the run did, as far as it was recorded. */
  record Drawn(Timeline timeline) implements Event {}

  /**
   * How far a laboratory has come.
   *
   * @param done how much is done, in the unit of the whole
   * @param total the whole; 0 when it is not known
   * @param text what is being done, and what time is left where that can be told; for the reader
   */
  record Progress(long done, long total, String text) implements Event {}

  /**
   * What is being measured on; told once before the first measurement.
   *
   * @param cores processors the run has
   * @param jdk the JDK's version, such as {@code 25.0.1+8-LTS}
   * @param processor the processor's model as the kernel names it; empty when it is not known
   * @param load how many threads of this machine ran or wanted to run in the last minute, on
   *     average; negative when it is not known
   */
  record Machine(int cores, String jdk, String processor, double load) implements Event {}

  /**
   * What was measured of one benchmark so far; a later one of the same name, parameters and threads
   * takes its place.
   *
   * @param name the method, as the reader wrote it
   * @param mode JMH's short name of the mode: {@code thrpt}, {@code avgt}, {@code sample} or {@code
   *     ss}
   * @param unit of the points, such as {@code ns/op}
   * @param points the score of each measured iteration, in the order in which they were measured
   * @param parameters the values of the reader's {@code @Param} fields
   * @param threads how many threads ran it at once
   * @param done whether this is all
   * @param quiet whether nothing else of this server ran meanwhile, and little else on this
   *     machine; only the server knows
   */
  record Benchmark(
      String name,
      String mode,
      String unit,
      List<Double> points,
      List<Parameter> parameters,
      int threads,
      boolean done,
      boolean quiet)
      implements Event {

    /** The same, as the server heard it. */
    public Benchmark heard(boolean isQuiet) {
      return new Benchmark(name, mode, unit, points, parameters, threads, done, isQuiet);
    }
  }

  /** A parameter of a benchmark and its value. */
  record Parameter(String name, String value) {}

  /**
   * What a laboratory has to say of its result, in one sentence for the reader: that two benchmarks
   * cannot be told apart, that one measures nothing, that more cores are needed.
   */
  record Remark(String sentence) implements Event {}

  /**
   * The outcomes of a stress test so far; a later one takes its place.
   *
   * @param rows the outcomes, seen or declared
   * @param done whether this is all
   */
  record Outcomes(List<Tally> rows, boolean done) implements Event {}

  /**
   * One outcome of a stress test.
   *
   * @param outcome what the actors saw, such as {@code 0, 1}
   * @param count how often it was seen, from 0
   * @param expect what the author says of it
   * @param description the author's words for it; may be empty
   */
  record Tally(String outcome, long count, Expect expect, String description) {
    /** Whether it was seen though it must not be. */
    public boolean isForbidden() {
      return expect == Expect.FORBIDDEN && count > 0;
    }
  }

  /** What an author expects of an outcome. */
  enum Expect {
    ACCEPTABLE,
    INTERESTING,
    FORBIDDEN,
    /** Nobody said anything of it. */
    UNKNOWN
  }

  /**
   * A schedule that breaks the code: the shortest one found, with the fewest preemptions.
   *
   * @param sentence what goes wrong in it, for the reader
   * @param schedules how many schedules were tried until it was found and shortened
   * @param preemptions how often it takes the processor from a thread that could have gone on
   * @param replay what makes the explorer take this very schedule again, in letters, digits and a
   *     few signs that need no escape in a URL
   * @param remarks what else there is to know, one sentence each
   */
  record Schedule(
      Verdict verdict,
      String sentence,
      long schedules,
      int preemptions,
      List<Taken> steps,
      String replay,
      List<String> remarks)
      implements Event {}

  /** What a schedule comes to. */
  enum Verdict {
    ASSERTION,
    EXCEPTION,
    DEADLOCK,
    LOST_WAKEUP,
    NO_PROGRESS,
    DATA_RACE,
    NOT_LINEARIZABLE;

    /** The name in the public interface and in the author's fences, such as {@code data-race}. */
    public String publicName() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * One step of a schedule.
   *
   * @param thread the name of the thread that takes it
   * @param number the thread's number in the schedule, from 0 for the first
   * @param cell the cell of the line; empty for code of none
   * @param line the line, from 1; 0 when it is not known
   * @param text what it does, such as {@code value → 0}
   * @param preempts the thread that was taken off before it though it could have gone on
   * @param shared the shared variables whose values it changed, with their new values
   */
  record Taken(
      String thread,
      int number,
      Optional<String> cell,
      int line,
      String text,
      Optional<String> preempts,
      List<Shared> shared) {}

  /** A variable that threads share, and its value as text. */
  record Shared(String name, String value) {}

  /**
   * No schedule that was tried breaks the code.
   *
   * @param sentence what was tried, and no more than that
   * @param preemptions all schedules with at most so many preemptions were tried; -1 when not even
   *     those without any were
   * @param exhausted whether all schedules were tried, with any number of preemptions
   * @param unmodelled what the code does that the explorer cannot see, each with its line
   */
  record Explored(
      String sentence, long schedules, int preemptions, boolean exhausted, List<String> unmodelled)
      implements Event {}
}
