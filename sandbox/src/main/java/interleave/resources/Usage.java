package interleave.resources;

import java.time.Duration;

/**
 * What all processes of a box use together at one moment.
 *
 * @param memoryBytes memory that is theirs alone, in bytes: not that of files which others share
 * @param processes how many there are, the box's own two or three included
 * @param tasks threads of them all, virtual ones not counted
 * @param cpu processor time so far; without a control group only of processes that are alive, and
 *     of those whose parent is and has waited for them
 */
public record Usage(long memoryBytes, int processes, int tasks, Duration cpu) {

  /** Of a box that has ended, or where nobody counts. */
  public static final Usage NOTHING = new Usage(0, 0, 0, Duration.ZERO);
}
