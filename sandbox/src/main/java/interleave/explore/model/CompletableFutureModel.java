package interleave.explore.model;

import interleave.explore.schedule.Access;
import interleave.explore.schedule.Lab;
import interleave.explore.schedule.LabThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Completable futures: the real ones, on threads of the explored program. What completes any of
 * them happens-before what returns from any of them later: more order than the JDK promises, so
 * that chains need not be followed.
 */
@ModelOf(CompletableFuture.class)
@SuppressWarnings({"unchecked", "rawtypes"})
public final class CompletableFutureModel {
  private CompletableFutureModel() {}

  /** Starts a daemon thread for each task, as many as there are: the common pool has a few. */
  private static Executor common() {
    return Lab.on() ? CompletableFutureModel::launch : ForkJoinPool.commonPool();
  }

  private static void launch(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    LabThreads.start(thread);
  }

  /** {@link CompletableFuture#supplyAsync(Supplier)}. */
  public static CompletableFuture supplyAsync(Supplier supplier) {
    return CompletableFuture.supplyAsync(telling(supplier), common());
  }

  /** {@link CompletableFuture#supplyAsync(Supplier, Executor)}. */
  public static CompletableFuture supplyAsync(Supplier supplier, Executor executor) {
    return CompletableFuture.supplyAsync(telling(supplier), executor);
  }

  /** {@link CompletableFuture#runAsync(Runnable)}. */
  public static CompletableFuture<Void> runAsync(Runnable task) {
    return CompletableFuture.runAsync(telling(task), common());
  }

  /** {@link CompletableFuture#runAsync(Runnable, Executor)}. */
  public static CompletableFuture<Void> runAsync(Runnable task, Executor executor) {
    return CompletableFuture.runAsync(telling(task), executor);
  }

  private static Supplier telling(Supplier supplier) {
    return () -> {
      try {
        return supplier.get();
      } finally {
        completes();
      }
    };
  }

  private static Runnable telling(Runnable task) {
    return () -> {
      try {
        task.run();
      } finally {
        completes();
      }
    };
  }

  private static void completes() {
    if (Lab.on()) {
      Lab.use(CompletableFuture.class, Access.COUNT);
    }
  }

  /** {@link CompletableFuture#join}. */
  public static Object join(CompletableFuture<?> future) {
    if (Lab.on()) {
      Lab.await(FutureModel.wait(future));
      FutureModel.done(future);
    }
    return future.join();
  }

  /** {@link CompletableFuture#thenApplyAsync(Function)}. */
  public static CompletableFuture thenApplyAsync(CompletableFuture future, Function then) {
    return future.thenApplyAsync(then, common());
  }

  /** {@link CompletableFuture#thenAcceptAsync(Consumer)}. */
  public static CompletableFuture thenAcceptAsync(CompletableFuture future, Consumer then) {
    return future.thenAcceptAsync(then, common());
  }

  /** {@link CompletableFuture#thenRunAsync(Runnable)}. */
  public static CompletableFuture thenRunAsync(CompletableFuture future, Runnable then) {
    return future.thenRunAsync(then, common());
  }

  /** {@link CompletableFuture#thenComposeAsync(Function)}. */
  public static CompletableFuture thenComposeAsync(CompletableFuture future, Function then) {
    return future.thenComposeAsync(then, common());
  }

  /** {@link CompletableFuture#whenCompleteAsync(BiConsumer)}. */
  public static CompletableFuture whenCompleteAsync(CompletableFuture future, BiConsumer then) {
    return future.whenCompleteAsync(then, common());
  }

  /** {@link CompletableFuture#handleAsync(BiFunction)}. */
  public static CompletableFuture handleAsync(CompletableFuture future, BiFunction then) {
    return future.handleAsync(then, common());
  }

  /** {@link CompletableFuture#exceptionallyAsync(Function)}. */
  public static CompletableFuture exceptionallyAsync(CompletableFuture future, Function then) {
    return future.exceptionallyAsync(then, common());
  }

  /** {@link CompletableFuture#thenCombineAsync(CompletionStage, BiFunction)}. */
  public static CompletableFuture thenCombineAsync(
      CompletableFuture future, CompletionStage other, BiFunction then) {
    return future.thenCombineAsync(other, then, common());
  }

  /** {@link CompletableFuture#thenAcceptBothAsync(CompletionStage, BiConsumer)}. */
  public static CompletableFuture thenAcceptBothAsync(
      CompletableFuture future, CompletionStage other, BiConsumer then) {
    return future.thenAcceptBothAsync(other, then, common());
  }

  /** {@link CompletableFuture#runAfterBothAsync(CompletionStage, Runnable)}. */
  public static CompletableFuture runAfterBothAsync(
      CompletableFuture future, CompletionStage other, Runnable then) {
    return future.runAfterBothAsync(other, then, common());
  }

  /** {@link CompletableFuture#applyToEitherAsync(CompletionStage, Function)}. */
  public static CompletableFuture applyToEitherAsync(
      CompletableFuture future, CompletionStage other, Function then) {
    return future.applyToEitherAsync(other, then, common());
  }

  /** {@link CompletableFuture#acceptEitherAsync(CompletionStage, Consumer)}. */
  public static CompletableFuture acceptEitherAsync(
      CompletableFuture future, CompletionStage other, Consumer then) {
    return future.acceptEitherAsync(other, then, common());
  }

  /** {@link CompletableFuture#runAfterEitherAsync(CompletionStage, Runnable)}. */
  public static CompletableFuture runAfterEitherAsync(
      CompletableFuture future, CompletionStage other, Runnable then) {
    return future.runAfterEitherAsync(other, then, common());
  }
}
