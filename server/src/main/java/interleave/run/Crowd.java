package interleave.run;

import java.time.Duration;

/**
 * What readers may have at the same time, and how often.
 *
 * @param concurrentRuns cells whose code runs at the same time, in the whole server; others queue
 * @param sessions session JVMs that live at the same time; the longest idle makes room
 * @param sessionsPerReader chapters in which one reader has a session at the same time
 * @param sessionsPerAddress sessions that one network address has at the same time
 * @param runsPerReader runs that one reader may start in a minute
 * @param runsPerAddress runs that one network address may start in a minute
 * @param idle after which a session is closed
 */
public record Crowd(
    int concurrentRuns,
    int sessions,
    int sessionsPerReader,
    int sessionsPerAddress,
    int runsPerReader,
    int runsPerAddress,
    Duration idle) {}
