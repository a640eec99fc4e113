package interleave.explore.model;

import interleave.explore.schedule.Access;
import interleave.explore.schedule.Lab;
import interleave.explore.schedule.LabThreads;
import interleave.explore.schedule.Wait;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** A thread pool whose workers are threads of the explored program. */
final class Pool extends AbstractExecutorService {
  private final int most;
  private final boolean reuses;
  private final ThreadFactory factory;
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<Thread> workers = new ArrayList<>();
  private int idle;
  private boolean shutdown;

  /**
   * Makes a pool.
   *
   * @param most threads at a time
   * @param reuses whether a thread takes a second task
   * @param factory makes the threads
   */
  Pool(int most, boolean reuses, ThreadFactory factory) {
    this.most = most;
    this.reuses = reuses;
    this.factory = factory;
  }

  @Override
  public void execute(Runnable task) {
    Lab.use(this, Access.UPDATE);
    if (shutdown) {
      throw new RejectedExecutionException("The executor was shut down.");
    }
    tasks.add(task);
    boolean fixed = most < Integer.MAX_VALUE;
    if (workers.size() < most && (fixed || !reuses || idle < tasks.size())) {
      Thread worker = FactoryModel.newThread(factory, this::work);
      workers.add(worker);
      LabThreads.start(worker);
    }
  }

  private void work() {
    boolean more = true;
    try {
      while (more) {
        idle++;
        LabThreads.idle(true);
        Lab.acquire(
            this, Wait.until("waits for a task of", this, () -> shutdown || !tasks.isEmpty()));
        LabThreads.idle(false);
        idle--;
        Runnable task = tasks.poll();
        if (task != null) {
          task.run();
        }
        more = task != null && reuses;
      }
    } finally {
      Lab.use(this, Access.UPDATE);
      workers.remove(LabThreads.self());
    }
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Callable<T> callable) {
    return new PoolTask<>(callable);
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Runnable task, T value) {
    return new PoolTask<>(
        () -> {
          task.run();
          return value;
        });
  }

  @Override
  public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> callables)
      throws InterruptedException {
    List<Future<T>> futures = new ArrayList<>();
    for (Callable<T> callable : callables) {
      futures.add(submit(callable));
    }
    for (Future<T> future : futures) {
      Interrupts.await(FutureModel.wait(future));
    }
    return futures;
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> callables)
      throws InterruptedException, ExecutionException {
    List<Future<T>> futures = new ArrayList<>();
    for (Callable<T> callable : callables) {
      futures.add(submit(callable));
    }
    Interrupts.await(
        Wait.until(
            "waits for a result of",
            this,
            () ->
                futures.stream().anyMatch(f -> f.state() == Future.State.SUCCESS)
                    || futures.stream().allMatch(Future::isDone)));
    List<Future<T>> done = futures.stream().filter(f -> f.state() == Future.State.SUCCESS).toList();
    Future<T> first = done.isEmpty() ? futures.getFirst() : done.get(Lab.pick(done.size()));
    futures.forEach(f -> f.cancel(true));
    return first.get();
  }

  @Override
  public void shutdown() {
    Lab.use(this, Access.UPDATE);
    shutdown = true;
    Lab.tell("shutdown", this);
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    List<Runnable> never = List.copyOf(tasks);
    tasks.clear();
    workers.forEach(LabThreads::interrupt);
    return never;
  }

  @Override
  public boolean isShutdown() {
    Lab.use(this, Access.VOLATILE_READ);
    return shutdown;
  }

  @Override
  public boolean isTerminated() {
    Lab.use(this, Access.VOLATILE_READ);
    return ended();
  }

  private boolean ended() {
    return shutdown && workers.isEmpty();
  }

  @Override
  public boolean awaitTermination(long time, TimeUnit unit) throws InterruptedException {
    return Interrupts.await(
        Wait.until("waits for the end of", this, this::ended).atMost(Interrupts.nanos(time, unit)));
  }

  @Override
  public void close() {
    if (!shutdown) {
      shutdown();
    }
    try {
      Interrupts.await(Wait.until("waits for the end of", this, this::ended));
    } catch (InterruptedException e) {
      shutdownNow();
      Lab.await(Wait.until("waits for the end of", this, this::ended));
      LabThreads.interrupt(LabThreads.self());
    }
  }

  @Override
  public String toString() {
    return "pool";
  }
}
