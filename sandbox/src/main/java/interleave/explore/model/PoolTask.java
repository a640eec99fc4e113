package interleave.explore.model;

import interleave.explore.schedule.Access;
import interleave.explore.schedule.Lab;
import interleave.explore.schedule.LabThreads;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A task of a pool: a real FutureTask that says when it is done and is waited for by models. */
final class PoolTask<V> extends FutureTask<V> {
  private @Nullable Thread runner;

  PoolTask(Callable<V> callable) {
    super(callable);
  }

  @Override
  public void run() {
    runner = LabThreads.self();
    super.run();
    runner = null;
  }

  @Override
  protected void done() {
    Lab.use(this, Access.COUNT);
  }

  @Override
  public boolean cancel(boolean interrupt) {
    Lab.use(this, Access.UPDATE);
    boolean cancelled = super.cancel(false);
    Thread running = runner;
    if (cancelled && interrupt && running != null) {
      LabThreads.interrupt(running);
    }
    return cancelled;
  }

  @Override
  public boolean isDone() {
    return super.isDone();
  }

  @Override
  public String toString() {
    return "task";
  }
}
