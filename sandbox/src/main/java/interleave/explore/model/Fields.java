package interleave.explore.model;

import java.lang.reflect.Field;
import java.util.concurrent.CyclicBarrier;
import jdk.internal.access.SharedSecrets;
import org.jspecify.annotations.Nullable;

/** Reads the few fields of the JDK (25) that models need and no method tells. */
final class Fields {
  static {
    SharedSecrets.getJavaLangAccess()
        .addOpens(Object.class.getModule(), "java.util.concurrent", Fields.class.getModule());
  }

  private Fields() {}

  /** The action that a barrier's last thread runs. */
  static @Nullable Runnable action(CyclicBarrier barrier) {
    return (Runnable) read(CyclicBarrier.class, "barrierCommand", barrier);
  }

  private static @Nullable Object read(Class<?> type, String name, Object from) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(from);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "This JDK keeps " + type.getSimpleName() + " in another way than JDK 25; use JDK 25.", e);
    }
  }
}
