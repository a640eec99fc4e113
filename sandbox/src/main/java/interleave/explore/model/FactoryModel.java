package interleave.explore.model;

import interleave.explore.schedule.Lab;
import interleave.explore.schedule.LabThreads;
import java.util.concurrent.ThreadFactory;

/** Threads that factories make. */
@ModelOf(ThreadFactory.class)
public final class FactoryModel {
  private FactoryModel() {}

  /** {@link ThreadFactory#newThread}. */
  public static Thread newThread(ThreadFactory factory, Runnable task) {
    Thread thread = factory.newThread(task);
    if (Lab.on() && thread != null && thread.isVirtual()) {
      LabThreads.remember(thread, task);
    }
    return thread;
  }
}
