package interleave.explore.model;

import interleave.explore.schedule.Lab;
import interleave.explore.schedule.LabThreads;

/** Threads that builders make. */
@ModelOf(Thread.Builder.class)
public final class BuilderModel {
  private BuilderModel() {}

  /** {@link Thread.Builder#unstarted}. */
  public static Thread unstarted(Thread.Builder builder, Runnable task) {
    Thread thread = builder.unstarted(task);
    if (Lab.on()) {
      LabThreads.remember(thread, task);
    }
    return thread;
  }

  /** {@link Thread.Builder#start}. */
  public static Thread start(Thread.Builder builder, Runnable task) {
    if (!Lab.on()) {
      return builder.start(task);
    }
    Thread thread = unstarted(builder, task);
    LabThreads.start(thread);
    return thread;
  }
}
