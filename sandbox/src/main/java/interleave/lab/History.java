package interleave.lab;

import interleave.explore.schedule.Access;
import interleave.explore.schedule.Lab;
import interleave.lab.Linearizable.Call;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Calls with their results, and when each began and ended; looks for an order that explains them
 * (Wing and Gong, 1993), remembering what was tried in vain (Lowe, 2017).
 */
final class History<T> {
  /** A call that was made; it may be put before another only if it began before that one ended. */
  private static final class Made<T> {
    final Call<T> call;
    final int began;
    int ended = Integer.MAX_VALUE;
    @Nullable Object result;

    Made(Call<T> call, int began) {
      this.call = call;
      this.began = began;
    }
  }

  private record Tried(long done, @Nullable Object state) {}

  private final List<Made<T>> all = new ArrayList<>();
  private int time;

  /** Makes a call and writes it down. */
  void make(Call<T> call, T object) {
    Made<T> made = begin(call);
    Object result = result(call, object);
    end(made, result);
  }

  private Made<T> begin(Call<T> call) {
    if (Lab.on()) {
      Lab.use(this, Access.ORDER_READ);
      Lab.tell(() -> "begins " + call.name());
    }
    synchronized (this) {
      Made<T> made = new Made<>(call, time++);
      all.add(made);
      return made;
    }
  }

  private void end(Made<T> made, @Nullable Object result) {
    if (Lab.on()) {
      Lab.use(this, Access.ORDER);
      Lab.tell(() -> made.call.name() + " → " + result);
    }
    synchronized (this) {
      made.result = result;
      made.ended = time++;
    }
  }

  private static <T> @Nullable Object result(Call<T> call, T object) {
    try {
      return call.on().apply(object);
    } catch (RuntimeException e) {
      return "throws " + e.getClass().getSimpleName();
    }
  }

  boolean explained(Supplier<? extends T> sequential) {
    return explained(new ArrayList<>(), 0, sequential, new HashSet<>());
  }

  private boolean explained(
      List<Made<T>> order, long done, Supplier<? extends T> sequential, Set<Tried> tried) {
    if (order.size() == all.size()) {
      return true;
    }
    int firstEnd = Integer.MAX_VALUE;
    for (int i = 0; i < all.size(); i++) {
      if ((done & (1L << i)) == 0) {
        firstEnd = Math.min(firstEnd, all.get(i).ended);
      }
    }
    for (int i = 0; i < all.size(); i++) {
      Made<T> next = all.get(i);
      if ((done & (1L << i)) == 0 && next.began < firstEnd) {
        T object = sequential.get();
        order.forEach(before -> result(before.call, object));
        if (Objects.equals(result(next.call, object), next.result)
            && tried.add(new Tried(done | (1L << i), state(object)))) {
          order.add(next);
          if (explained(order, done | (1L << i), sequential, tried)) {
            return true;
          }
          order.removeLast();
        }
      }
    }
    return false;
  }

  private static @Nullable Object state(@Nullable Object object) {
    return switch (object) {
      case Collection<?> c -> new ArrayList<>(c);
      case Map<?, ?> m -> Map.of("map", Set.copyOf(m.entrySet()));
      case null, default -> object;
    };
  }

  String words() {
    return all.stream()
        .map(made -> made.call.name() + (made.result == null ? "" : " → " + made.result))
        .collect(Collectors.joining(", "));
  }
}
