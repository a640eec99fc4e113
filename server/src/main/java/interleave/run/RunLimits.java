package interleave.run;

import java.time.Duration;

/**
 * What a run, a reader and the whole server may use.
 *
 * @param defaultTimeout a cell's own code, when the author says nothing
 * @param longestTimeout the most an author can ask for
 * @param compile the compiling of one cell; an engine that needs longer is ended
 * @param grace how long threads get to obey an interrupt before their JVM is ended
 * @param outputBytes what a run may print, late output included, in bytes of UTF-8
 * @param concurrentRuns cells whose code runs at the same time, in the whole server; others queue
 * @param sessions session JVMs that live at the same time; the longest idle makes room
 * @param sessionsPerReader chapters in which one reader has a session at the same time
 * @param idle after which a session is closed
 * @param spares warm session JVMs kept waiting
 * @param engines compiler JVMs
 */
public record RunLimits(
    Duration defaultTimeout,
    Duration longestTimeout,
    Duration compile,
    Duration grace,
    long outputBytes,
    int concurrentRuns,
    int sessions,
    int sessionsPerReader,
    Duration idle,
    int spares,
    int engines) {

  /** For a class on a small server. */
  public static RunLimits defaults() {
    int cores = Runtime.getRuntime().availableProcessors();
    return new RunLimits(
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(5),
        Duration.ofMillis(300),
        2L << 20,
        8 * cores,
        200,
        6,
        Duration.ofMinutes(20),
        2,
        2);
  }
}
