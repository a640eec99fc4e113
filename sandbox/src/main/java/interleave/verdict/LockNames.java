package interleave.verdict;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Names the locks of one run: by the reader's variable that holds one, where that is found, else
 * {@code Object@1}, numbered in the order in which they are first named.
 *
 * <p>Variables are found that are a cell's own, and fields of the reader's objects in these; no
 * local variable, and nothing that would run an initializer of the reader's.
 */
public final class LockNames {
  private static final int MOST_FIELDS = 2_000;

  private final ReaderCode code;
  private final Map<Object, String> names = new IdentityHashMap<>();
  private int numbered;

  /** Names for one run. */
  public LockNames(ReaderCode code) {
    this.code = code;
  }

  /** The name of a lock, monitor or thread, the same each time. */
  public synchronized String name(Object lock) {
    String known = names.get(lock);
    if (known != null) {
      return known;
    }
    String variable = variable(lock);
    String name = variable == null ? type(lock) + "@" + ++numbered : variable;
    names.put(lock, name);
    return name;
  }

  /** What a lock is, as the reader would call it; the inside of a lock is called as the lock. */
  static String type(Object lock) {
    Class<?> type = lock.getClass();
    if (lock instanceof Condition && type.getEnclosingClass() != null) {
      return "Condition";
    }
    while (lock instanceof AbstractQueuedSynchronizer && type.getEnclosingClass() != null) {
      type = type.getEnclosingClass();
    }
    return type.isArray() || code(type) ? type.getSimpleName() : ReaderNames.type(type.getName());
  }

  private static boolean code(Class<?> type) {
    return type.getClassLoader() == null && !type.isHidden();
  }

  private @Nullable String variable(Object lock) {
    switch (lock) {
      case Thread thread -> {
        return thread.getName().isEmpty() ? null : "thread " + thread.getName();
      }
      case Class<?> type -> {
        return ReaderNames.type(type.getName()) + ".class";
      }
      default -> {
        return search(lock);
      }
    }
  }

  private record Root(String path, Object object) {}

  private @Nullable String search(Object lock) {
    Deque<Root> inner = new ArrayDeque<>();
    int looked = 0;
    for (Class<?> type : code.loaded()) {
      if (ReaderNames.isWrapper(type)) {
        for (Field field : type.getDeclaredFields()) {
          Object value = Modifier.isStatic(field.getModifiers()) ? read(field, null) : null;
          if (value != null && isOrWraps(value, lock)) {
            return field.getName();
          }
          if (value != null && looked++ < MOST_FIELDS) {
            inner.add(new Root(field.getName(), value));
          }
        }
      }
    }
    for (Root root : inner) {
      String found = within(root, lock);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable String within(Root root, Object lock) {
    if (root.object instanceof Object[] array) {
      for (int i = 0; i < Math.min(array.length, MOST_FIELDS); i++) {
        if (array[i] != null && isOrWraps(array[i], lock)) {
          return root.path + "[" + i + "]";
        }
      }
      return null;
    }
    if (code.cellOf(root.object.getClass().getName()).isEmpty()) {
      return null;
    }
    for (Field field : root.object.getClass().getDeclaredFields()) {
      Object value =
          Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()
              ? null
              : read(field, root.object);
      if (value != null && isOrWraps(value, lock)) {
        return root.path + "." + field.getName();
      }
    }
    return null;
  }

  /** Whether a value is the lock, or one of java.util.concurrent that the lock is the inside of. */
  private static boolean isOrWraps(Object value, Object lock) {
    if (value == lock) {
      return true;
    }
    return lock instanceof AbstractQueuedSynchronizer
        && value.getClass().getPackageName().startsWith("java.util.concurrent")
        && Arrays.stream(value.getClass().getDeclaredFields())
            .filter(f -> AbstractQueuedSynchronizer.class.isAssignableFrom(f.getType()))
            .anyMatch(f -> read(f, value) == lock);
  }

  private static @Nullable Object read(Field field, @Nullable Object of) {
    try {
      field.setAccessible(true);
      return field.get(of);
    } catch (IllegalAccessException | RuntimeException e) {
      return null; // it has no name then
    }
  }
}
