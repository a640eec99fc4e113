package interleave.explore.model;

import interleave.explore.schedule.Lab;
import java.util.concurrent.TimeUnit;

/** Sleeping by the unit. */
@ModelOf(TimeUnit.class)
public final class TimeUnitModel {
  private TimeUnitModel() {}

  /** {@link TimeUnit#sleep}. */
  public static void sleep(TimeUnit unit, long time) throws InterruptedException {
    if (Lab.on()) {
      ThreadModel.sleepNanos(unit.toNanos(time));
    } else {
      unit.sleep(time);
    }
  }
}
