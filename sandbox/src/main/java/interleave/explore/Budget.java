package interleave.explore;

import java.time.Duration;

/**
 * How far an exploration goes.
 *
 * @param preemptions the largest number of preemptions in a schedule, 0 or more; 2 finds most
 *     errors
 * @param schedules at most so many executions, 1 or more
 * @param time at most so long, the execution under way apart
 * @param steps operations after which one execution counts as one without progress, 1 or more
 */
public record Budget(int preemptions, int schedules, Duration time, int steps) {

  /** Checks the ranges. */
  public Budget {
    if (preemptions < 0 || schedules < 1 || steps < 1 || time.isNegative()) {
      throw new IllegalArgumentException(
          "A budget cannot be negative: "
              + preemptions
              + ", "
              + schedules
              + ", "
              + time
              + ", "
              + steps);
    }
  }

  /** What suits a listing: 3 preemptions, 50,000 schedules, 5 seconds, 5,000 steps. */
  public static Budget standard() {
    return new Budget(3, 50_000, Duration.ofSeconds(5), 5_000);
  }

  /** The same with another bound on preemptions. */
  public Budget withPreemptions(int most) {
    return new Budget(most, schedules, time, steps);
  }

  /** The same with another number of schedules. */
  public Budget withSchedules(int most) {
    return new Budget(preemptions, most, time, steps);
  }

  /** The same with another time. */
  public Budget withTime(Duration most) {
    return new Budget(preemptions, schedules, most, steps);
  }
}
