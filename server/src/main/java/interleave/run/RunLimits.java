package interleave.run;

import static interleave.run.LimitName.*;

import interleave.resources.Limits;
import java.time.Duration;
import java.util.List;

/**
 * What a run, a reader and the whole server may use; {@link LimitName} tells the defaults.
 *
 * @param usual what a cell may use when its author asks for nothing
 * @param most the most that an author can ask for
 * @param compile processor time of compiling one cell; an engine that needs longer is ended
 * @param grace how long threads get to obey an interrupt before their JVM is ended
 * @param linger how long threads and processes may live on after the end of their cell's code
 * @param sourceCharacters the longest text of a cell, in characters (UTF-16)
 * @param crowd what readers may have at the same time
 * @param jvms the JVMs that the server keeps
 */
public record RunLimits(
    Allowance usual,
    Allowance most,
    Duration compile,
    Duration grace,
    Duration linger,
    int sourceCharacters,
    Crowd crowd,
    Jvms jvms) {

  /**
   * Checks that the limits fit together.
   *
   * @throws IllegalArgumentException with a sentence for the operator, if they do not
   */
  public RunLimits {
    fits(TIMEOUT, usual.wall(), LONGEST_TIMEOUT, most.wall());
    fits(CPU, usual.cpu(), LONGEST_CPU, most.cpu());
    fits(OUTPUT, usual.outputBytes(), LONGEST_OUTPUT, most.outputBytes());
    fits(SESSION_PROCESSES, jvms.session().processes(), SESSION_THREADS, jvms.session().tasks());
    fits(SESSION_FILE, jvms.session().fileMiB(), SESSION_DISK, jvms.session().scratchMiB());
    fits(SESSION_DISK, jvms.session().scratchMiB(), SESSION_MEMORY, jvms.session().memoryMiB());
  }

  /** For a class on a small server. */
  public static RunLimits defaults() {
    return of();
  }

  /**
   * The defaults but for what is set.
   *
   * @param settings such as {@code session-heap=512m}, by the names of {@link LimitName}
   * @throws IllegalArgumentException with a sentence for the operator, when one cannot be read or
   *     they do not fit together
   */
  public static RunLimits of(String... settings) {
    LimitSettings set = new LimitSettings(List.of(settings));
    Limits session = session(set);
    return new RunLimits(
        new Allowance(set.time(TIMEOUT), set.time(CPU), session.memoryMiB(), set.value(OUTPUT)),
        new Allowance(
            set.time(LONGEST_TIMEOUT),
            set.time(LONGEST_CPU),
            session.memoryMiB(),
            set.value(LONGEST_OUTPUT)),
        set.time(COMPILE),
        set.time(GRACE),
        set.time(LINGER),
        set.number(SOURCE),
        new Crowd(
            set.number(CONCURRENT_RUNS),
            set.number(SESSIONS),
            set.number(SESSIONS_PER_READER),
            set.number(SESSIONS_PER_ADDRESS),
            set.number(RUNS_PER_READER),
            set.number(RUNS_PER_ADDRESS),
            set.time(IDLE)),
        new Jvms(
            set.number(SPARES), set.number(ENGINES), session, engine(set), Limits.labDefaults()));
  }

  /** What a cell gets that asks for so much. */
  public Allowance granted(Allowance asked) {
    return asked.within(most);
  }

  private static Limits session(LimitSettings set) {
    fits(SESSION_HEAP, set.value(SESSION_HEAP), SESSION_MEMORY, set.value(SESSION_MEMORY));
    return Limits.sessionDefaults()
        .withHeapMiB(set.value(SESSION_HEAP))
        .withMemoryMiB(set.value(SESSION_MEMORY))
        .withTasks(set.number(SESSION_PROCESSES), set.number(SESSION_THREADS))
        .withDescriptors(set.number(SESSION_DESCRIPTORS))
        .withFiles(set.value(SESSION_FILE), set.value(SESSION_DISK), set.number(SESSION_FILES))
        .withCores(set.number(SESSION_CORES), set.number(SESSION_CPU));
  }

  private static Limits engine(LimitSettings set) {
    fits(ENGINE_HEAP, set.value(ENGINE_HEAP), ENGINE_MEMORY, set.value(ENGINE_MEMORY));
    return Limits.engineDefaults()
        .withHeapMiB(set.value(ENGINE_HEAP))
        .withMemoryMiB(set.value(ENGINE_MEMORY));
  }

  private static <T extends Comparable<T>> void fits(
      LimitName name, T value, LimitName bound, T most) {
    if (value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "The limit %s must not be above %s; set both."
              .formatted(name.written(), bound.written()));
    }
  }
}
