package interleave.explore.model;

import interleave.explore.schedule.Lab;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** The makers of thread pools. */
@ModelOf(Executors.class)
public final class ExecutorsModel {
  private ExecutorsModel() {}

  private static ThreadFactory plain() {
    return Thread::new;
  }

  /** {@link Executors#newFixedThreadPool(int)}. */
  public static ExecutorService newFixedThreadPool(int threads) {
    return newFixedThreadPool(threads, plain());
  }

  /** {@link Executors#newFixedThreadPool(int, ThreadFactory)}. */
  public static ExecutorService newFixedThreadPool(int threads, ThreadFactory factory) {
    return Lab.on()
        ? new Pool(threads, true, factory)
        : Executors.newFixedThreadPool(threads, factory);
  }

  /** {@link Executors#newSingleThreadExecutor()}. */
  public static ExecutorService newSingleThreadExecutor() {
    return newFixedThreadPool(1);
  }

  /** {@link Executors#newSingleThreadExecutor(ThreadFactory)}. */
  public static ExecutorService newSingleThreadExecutor(ThreadFactory factory) {
    return newFixedThreadPool(1, factory);
  }

  /** {@link Executors#newCachedThreadPool()}. */
  public static ExecutorService newCachedThreadPool() {
    return newCachedThreadPool(plain());
  }

  /** {@link Executors#newCachedThreadPool(ThreadFactory)}. */
  public static ExecutorService newCachedThreadPool(ThreadFactory factory) {
    return Lab.on()
        ? new Pool(Integer.MAX_VALUE, true, factory)
        : Executors.newCachedThreadPool(factory);
  }

  /** {@link Executors#newThreadPerTaskExecutor}. */
  public static ExecutorService newThreadPerTaskExecutor(ThreadFactory factory) {
    return Lab.on()
        ? new Pool(Integer.MAX_VALUE, false, factory)
        : Executors.newThreadPerTaskExecutor(factory);
  }

  /** {@link Executors#newVirtualThreadPerTaskExecutor}. */
  public static ExecutorService newVirtualThreadPerTaskExecutor() {
    return newThreadPerTaskExecutor(Thread.ofVirtual().factory());
  }

  /** {@link Executors#newWorkStealingPool()}: here a pool of two daemon threads. */
  public static ExecutorService newWorkStealingPool() {
    return Lab.on()
        ? new Pool(2, true, Thread.ofPlatform().daemon().factory())
        : Executors.newWorkStealingPool();
  }
}
