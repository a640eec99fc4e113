package interleave.agent;

import interleave.verdict.ReaderNames;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls into the reader's classes: a snippet's wrapper, or a program's main method. */
final class Steps {
  private Steps() {}

  /** Runs a wrapped statement and returns its value, null for none. */
  static @Nullable Object execute(Class<?> wrapper) throws ReflectiveOperationException {
    Method method = wrapper.getDeclaredMethod(ReaderNames.SNIPPET_METHOD);
    method.setAccessible(true);
    return method.invoke(null);
  }

  /**
   * Runs a program's main method, found by the launch protocol of JLS 12.1.4: with a String array
   * before without, static or on a new object.
   *
   * @throws NoSuchMethodException when the class has none
   */
  static void launch(Class<?> program, List<String> arguments) throws ReflectiveOperationException {
    Method main =
        mainMethod(program)
            .orElseThrow(
                () ->
                    new NoSuchMethodException(
                        "no main method in "
                            + program.getSimpleName()
                            + "; write void main() { ... }"));
    main.setAccessible(true);
    Object[] passed =
        main.getParameterCount() == 1
            ? new Object[] {arguments.toArray(new String[0])}
            : new Object[0];
    if (Modifier.isStatic(main.getModifiers())) {
      main.invoke(null, passed);
    } else {
      Constructor<?> constructor = program.getDeclaredConstructor();
      constructor.setAccessible(true);
      main.invoke(constructor.newInstance(), passed);
    }
  }

  /** The reader's exception out of reflection's. */
  static Throwable unwrap(Throwable failure) {
    return failure instanceof InvocationTargetException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** Whether a class can be launched. */
  static Optional<Method> mainMethod(Class<?> program) {
    for (Class<?> c = program; c != null; c = c.getSuperclass()) {
      Optional<Method> found =
          Arrays.stream(c.getDeclaredMethods())
              .filter(m -> m.getName().equals("main") && m.getReturnType() == void.class)
              .filter(m -> !Modifier.isPrivate(m.getModifiers()) && takesArguments(m))
              .max(Comparator.comparingInt(Method::getParameterCount));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static boolean takesArguments(Method m) {
    return m.getParameterCount() == 0
        || m.getParameterCount() == 1 && m.getParameterTypes()[0] == String[].class;
  }
}
