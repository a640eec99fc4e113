package interleave.lab;

import interleave.explore.model.ThreadModel;
import interleave.explore.schedule.Lab;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks that calls of a concurrent object behave as if each took place at one moment between its
 * beginning and its end (Herlihy and Wing, 1990).
 *
 * {@snippet :
 * import static interleave.lab.Linearizable.*;
 *
 * Linearizable.<Deque<Integer>>of(MyStack::new, ArrayDeque::new)
 *     .thread(run("push(1)", s -> s.push(1)), call("poll()", s -> s.poll()))
 *     .thread(run("push(2)", s -> s.push(2)), call("poll()", s -> s.poll()))
 *     .check();
 * }
 *
 * @param <T> what the concurrent object and the sequential one have in common
 */
public final class Linearizable<T> {
  /**
   * A call of the object.
   *
   * @param <T> the object's type
   * @param name as a sentence shows it, such as {@code push(1)}
   * @param on makes it
   */
  public record Call<T>(String name, Function<? super T, ? extends @Nullable Object> on) {}

  private final Supplier<? extends T> concurrent;
  private final Supplier<? extends T> sequential;
  private final List<List<Call<T>>> threads = new ArrayList<>();

  private Linearizable(Supplier<? extends T> concurrent, Supplier<? extends T> sequential) {
    this.concurrent = concurrent;
    this.sequential = sequential;
  }

  /**
   * Begins a check.
   *
   * @param concurrent makes the object that is checked
   * @param sequential makes the object that says what is right, used by one thread at a time
   */
  public static <T> Linearizable<T> of(
      Supplier<? extends T> concurrent, Supplier<? extends T> sequential) {
    return new Linearizable<>(concurrent, sequential);
  }

  /** A call whose result counts. */
  public static <T> Call<T> call(String name, Function<? super T, ? extends @Nullable Object> on) {
    return new Call<>(name, on);
  }

  /** A call without a result. */
  public static <T> Call<T> run(String name, Consumer<? super T> on) {
    return new Call<>(
        name,
        object -> {
          on.accept(object);
          return null;
        });
  }

  /** Adds a thread that makes these calls, one after the other. */
  @SafeVarargs
  public final Linearizable<T> thread(Call<T>... calls) {
    threads.add(List.of(calls));
    return this;
  }

  /**
   * Runs the threads and checks what their calls returned.
   *
   * @throws AssertionError when no order explains it
   */
  public void check() throws InterruptedException {
    T object = concurrent.get();
    History<T> history = new History<>();
    List<Thread> started = new ArrayList<>();
    for (List<Call<T>> calls : threads) {
      Thread thread = new Thread(() -> calls.forEach(call -> history.make(call, object)));
      started.add(thread);
      ThreadModel.start(thread);
    }
    for (Thread thread : started) {
      ThreadModel.join(thread);
    }
    boolean explained =
        Lab.on() ? Lab.quietly(() -> history.explained(sequential)) : history.explained(sequential);
    if (!explained) {
      throw new UnexplainedHistory(history.words());
    }
  }
}
