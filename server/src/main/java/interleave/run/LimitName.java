package interleave.run;

import static interleave.run.LimitUnit.MEMORY;
import static interleave.run.LimitUnit.NUMBER;
import static interleave.run.LimitUnit.SIZE;
import static interleave.run.LimitUnit.TIME;

import interleave.resources.Limits;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** The limits that an operator can set: their names, ranges, defaults and meanings. */
public enum LimitName {
  TIMEOUT(TIME, "100ms", "1h", "10s", "wall time of a cell's code, where its author asks nothing"),
  LONGEST_TIMEOUT(TIME, "100ms", "1h", "60s", "the most that an author's timeout= can ask"),
  CPU(TIME, "100ms", "1h", "20s", "processor time of a cell, with what lives on of it"),
  LONGEST_CPU(TIME, "100ms", "1h", "120s", "the most that an author's cpu= can ask"),
  OUTPUT(SIZE, "1k", "64m", "2m", "what a run prints, late output included"),
  LONGEST_OUTPUT(SIZE, "1k", "64m", "8m", "the most that an author's output= can ask"),
  SOURCE(SIZE, "1k", "256k", "64k", "characters of a cell's text"),
  COMPILE(
      TIME,
      "500ms",
      "5m",
      "3s",
      "processor time to compile one cell; an engine that needs more is ended"),
  GRACE(TIME, "10ms", "10s", "300ms", "time to obey an interrupt before the JVM is ended"),
  LINGER(TIME, "1s", "1h", "2m", "time that threads and processes may outlive their cell's code"),

  CONCURRENT_RUNS(
      NUMBER,
      "1",
      "10000",
      "8 for each processor",
      s -> 8L * Runtime.getRuntime().availableProcessors(),
      "cells whose code runs at a time; others queue"),
  SESSIONS(NUMBER, "1", "100000", "200", "sessions that live; the longest idle makes room"),
  SESSIONS_PER_READER(NUMBER, "1", "1000", "6", "chapters in which one reader has a session"),
  SESSIONS_PER_ADDRESS(
      NUMBER,
      "1",
      "100000",
      "half of sessions, at least 6",
      s -> Math.max(6, s.value(LimitName.SESSIONS) / 2),
      "sessions from one network address (IPv6: from one /64)"),
  RUNS_PER_READER(NUMBER, "1", "100000", "120", "runs that one reader starts in a minute"),
  RUNS_PER_ADDRESS(NUMBER, "1", "1000000", "3000", "runs from one network address in a minute"),
  IDLE(TIME, "500ms", "24h", "20m", "time after which an unused session is closed"),
  SPARES(NUMBER, "1", "100", "3", "warm session JVMs kept waiting"),
  ENGINES(NUMBER, "1", "100", "2", "compiler JVMs"),

  SESSION_HEAP(
      MEMORY, "32m", "30g", sessionMegabytes(session().heapMiB()), "heap of a session's JVM"),
  SESSION_MEMORY(
      MEMORY,
      "96m",
      "64g",
      "session-heap and 512m",
      s -> session().withHeapMiB(s.value(LimitName.SESSION_HEAP)).memoryMiB(),
      "memory of all processes of a session, and of its files"),
  SESSION_PROCESSES(NUMBER, "1", "10000", session().processes() + "", "processes of a session"),
  SESSION_THREADS(
      NUMBER, "32", "100000", session().tasks() + "", "threads of all processes of a session"),
  SESSION_DESCRIPTORS(
      NUMBER, "64", "100000", session().descriptors() + "", "open files of each process"),
  SESSION_FILE(MEMORY, "1m", "64g", sessionMegabytes(session().fileMiB()), "the largest file"),
  SESSION_DISK(
      MEMORY, "1m", "64g", sessionMegabytes(session().scratchMiB()), "all files of a session"),
  SESSION_FILES(
      NUMBER, "64", "1000000", session().scratchFiles() + "", "number of files of a session"),
  SESSION_CORES(
      NUMBER, "1", "1024", "all", s -> session().cores(), "processors that a session runs on"),
  SESSION_CPU(
      NUMBER,
      "1",
      "102400",
      "all",
      s -> session().cpuPercent(),
      "percent of one processor that a session may take"),
  ENGINE_HEAP(
      MEMORY,
      "32m",
      "30g",
      sessionMegabytes(Limits.engineDefaults().heapMiB()),
      "heap of a compiler's JVM"),
  ENGINE_MEMORY(
      MEMORY,
      "96m",
      "64g",
      "engine-heap and 1g",
      s -> Limits.engineDefaults().withHeapMiB(s.value(LimitName.ENGINE_HEAP)).memoryMiB(),
      "memory of a compiler's JVM");

  private final LimitUnit unit;
  private final String least;
  private final String most;
  private final String usual;
  private final Optional<ToLongFunction<LimitSettings>> derived;
  private final String meaning;

  LimitName(LimitUnit unit, String least, String most, String usual, String meaning) {
    this.unit = unit;
    this.least = least;
    this.most = most;
    this.usual = usual;
    this.derived = Optional.empty();
    this.meaning = meaning;
  }

  LimitName(
      LimitUnit unit,
      String least,
      String most,
      String usual,
      ToLongFunction<LimitSettings> derived,
      String meaning) {
    this.unit = unit;
    this.least = least;
    this.most = most;
    this.usual = usual;
    this.derived = Optional.of(derived);
    this.meaning = meaning;
  }

  private static Limits session() {
    return Limits.sessionDefaults();
  }

  private static String sessionMegabytes(long mebibytes) {
    return mebibytes + "m";
  }

  /** The name that operators write: lower-case words joined by hyphens. */
  public String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The default, as operators would write it, or the words that tell it. */
  public String usual() {
    return usual;
  }

  /** The least and the greatest value, as operators write them. */
  public String range() {
    return least + " to " + most;
  }

  /** What is limited, a clause. */
  public String meaning() {
    return meaning;
  }

  /** The value when the operator sets none. */
  long usual(LimitSettings settings) {
    return derived.map(d -> d.applyAsLong(settings)).orElseGet(() -> read(usual));
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException with a sentence, when it has a wrong form or is out of range
   */
  long value(String text) {
    OptionalLong value = unit.parse(text);
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "The limit %s is %s, not \"%s\".".formatted(written(), unit.form(), text));
    }
    if (value.getAsLong() < read(least) || value.getAsLong() > read(most)) {
      throw new IllegalArgumentException(
          "The limit %s goes from %s to %s; %s is out of that range."
              .formatted(written(), least, most, text));
    }
    return value.getAsLong();
  }

  private long read(String text) {
    return unit.parse(text).orElseThrow();
  }
}
