package interleave.explore;

import interleave.explore.schedule.Hooks;
import interleave.explore.weave.Loaded;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;

/** Calls the methods that a program begins with. */
final class Entries implements Runnable {
  private final Loaded loaded;
  private final List<Method> methods;

  Entries(List<Program.Entry> entries, Loaded loaded) {
    this.loaded = loaded;
    this.methods = entries.stream().map(entry -> method(entry, loaded)).toList();
  }

  private static Method method(Program.Entry entry, Loaded loaded) {
    try {
      Class<?> type = loaded.type(entry.type());
      for (Class<?>[] parameters : List.of(new Class<?>[] {String[].class}, new Class<?>[0])) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
          for (Method method : at.getDeclaredMethods()) {
            if (method.getName().equals(entry.method())
                && List.of(method.getParameterTypes()).equals(List.of(parameters))) {
              method.setAccessible(true);
              return method;
            }
          }
        }
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("There is no class " + entry.type() + ".", e);
    }
    throw new IllegalArgumentException(
        "Class " + entry.type() + " has no method " + entry.method() + "() to begin with.");
  }

  @Override
  public void run() {
    for (Method method : methods) {
      try {
        call(method);
      } catch (InvocationTargetException e) {
        throw Entries.<RuntimeException>as(Objects.requireNonNullElse(e.getCause(), e));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("The program cannot be started.", e);
      }
    }
  }

  private void call(Method method) throws ReflectiveOperationException {
    int initialiser = loaded.initialiser(method.getDeclaringClass());
    if (initialiser >= 0) {
      Hooks.initialise(initialiser, 0);
    }
    Object on = null;
    if (!Modifier.isStatic(method.getModifiers())) {
      Constructor<?> constructor = method.getDeclaringClass().getDeclaredConstructor();
      constructor.setAccessible(true);
      on = constructor.newInstance();
    }
    if (method.getParameterCount() == 1) {
      method.invoke(on, (Object) new String[0]);
    } else {
      method.invoke(on);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T as(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
