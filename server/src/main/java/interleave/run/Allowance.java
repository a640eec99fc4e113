package interleave.run;

import java.time.Duration;

/**
 * What one cell may use.
 *
 * @param wall time of its own code on the clock, more than zero
 * @param cpu processor time of all its processes, and of what lives on of them, more than zero
 * @param memoryMiB memory of all processes of the session while the cell's own code runs, in MiB
 * @param outputBytes what it may print, late output included, in bytes of UTF-8
 */
public record Allowance(Duration wall, Duration cpu, long memoryMiB, long outputBytes) {

  /** The lesser of this and a bound, in each respect. */
  Allowance within(Allowance bound) {
    return new Allowance(
        lesser(wall, bound.wall),
        lesser(cpu, bound.cpu),
        Math.min(memoryMiB, bound.memoryMiB),
        Math.min(outputBytes, bound.outputBytes));
  }

  /** What is left of time after some of it was used. */
  Allowance after(End end) {
    return new Allowance(
        rest(wall, end.wallNanos()), rest(cpu, end.cpuNanos()), memoryMiB, outputBytes);
  }

  /** The same for what has so many processors to itself: their time is no other's. */
  Allowance alone(int cores) {
    Duration all = wall.multipliedBy(cores);
    return new Allowance(wall, all.compareTo(cpu) > 0 ? all : cpu, memoryMiB, outputBytes);
  }

  private static Duration rest(Duration all, long usedNanos) {
    return lesser(all, Duration.ofNanos(Math.max(1, all.toNanos() - usedNanos)));
  }

  private static Duration lesser(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
