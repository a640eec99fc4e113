package interleave.explore.model;

import interleave.explore.schedule.Access;
import interleave.explore.schedule.Lab;
import interleave.explore.schedule.LabThreads;
import interleave.explore.schedule.Wait;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** park and unpark; a parked thread never returns for no reason. */
@ModelOf(LockSupport.class)
public final class LockSupportModel {
  private LockSupportModel() {}

  /** {@link LockSupport#park()}. */
  public static void park() {
    if (Lab.on()) {
      park(-1L);
    } else {
      LockSupport.park();
    }
  }

  /** {@link LockSupport#park(Object)}. */
  public static void park(Object blocker) {
    if (Lab.on()) {
      park(-1L);
    } else {
      LockSupport.park(blocker);
    }
  }

  /** {@link LockSupport#parkNanos(long)}. */
  public static void parkNanos(long nanos) {
    if (Lab.on()) {
      park(Math.max(0, nanos));
    } else {
      LockSupport.parkNanos(nanos);
    }
  }

  /** {@link LockSupport#parkNanos(Object, long)}. */
  public static void parkNanos(Object blocker, long nanos) {
    if (Lab.on()) {
      park(Math.max(0, nanos));
    } else {
      LockSupport.parkNanos(blocker, nanos);
    }
  }

  private static void park(long nanos) {
    Thread self = LabThreads.self();
    Wait wait =
        Wait.until("is parked, waits for an unpark of", self, () -> LabThreads.permit(self));
    Lab.await((nanos < 0 ? wait : wait.atMost(nanos)).unlessInterrupted());
    LabThreads.permit(self, false);
    Lab.tell(() -> "returns from park()");
  }

  /** {@link LockSupport#unpark}. */
  public static void unpark(@Nullable Thread thread) {
    if (!Lab.on()) {
      LockSupport.unpark(thread);
    } else if (thread != null) {
      Lab.use(thread, Access.UPDATE);
      LabThreads.permit(thread, true);
      Lab.tell("unpark", thread);
    }
  }
}
