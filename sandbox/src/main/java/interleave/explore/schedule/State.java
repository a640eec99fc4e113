package interleave.explore.schedule;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Shows what is inside an object of the JDK that threads share. */
final class State {
  private State() {}

  /** The state in a few words; empty for objects whose state says nothing. */
  static Optional<String> of(Object object, Names names) {
    if (object.getClass().getClassLoader() != null) {
      return Optional.empty();
    }
    return switch (object) {
      case Collection<?> c ->
          Optional.of(c.stream().limit(9).map(names::value).toList().toString());
      case Map<?, ?> m ->
          Optional.of(
              m.entrySet().stream()
                  .limit(9)
                  .map(e -> names.value(e.getKey()) + "=" + names.value(e.getValue()))
                  .toList()
                  .toString());
      case AtomicReference<?> r -> Optional.of(names.value(r.get()));
      case AtomicReferenceArray<?> a -> Optional.of("length " + a.length());
      case CharSequence s -> Optional.of('"' + s.toString() + '"');
      case Semaphore s -> Optional.of(s.availablePermits() + " permits");
      case CountDownLatch l -> Optional.of("count " + l.getCount());
      case CompletableFuture<?> f -> Optional.of(f.isDone() ? result(f, names) : "not done");
      case Optional<?> o -> Optional.of(o.map(names::value).orElse("empty"));
      default ->
          object.getClass().getName().startsWith("java.util.concurrent.atomic.")
              ? Optional.of(object.toString())
              : Optional.empty();
    };
  }

  private static String result(Future<?> future, Names names) {
    return switch (future.state()) {
      case SUCCESS -> names.value(future.resultNow());
      case FAILED -> future.exceptionNow().toString();
      case CANCELLED -> "cancelled";
      case RUNNING -> "not done";
    };
  }
}
