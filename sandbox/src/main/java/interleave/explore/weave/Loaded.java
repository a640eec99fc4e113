package interleave.explore.weave;

import interleave.explore.schedule.Initialisers;
import interleave.explore.schedule.Initialisers.Initialiser;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A woven program in a class loader of its own, with assertions on. */
public final class Loaded {
  private final ClassLoader loader;
  private final List<Initialiser> initialisers = new ArrayList<>();
  private final List<MethodHandle> resets = new ArrayList<>();
  private final List<String> initialised;

  /**
   * Loads the classes.
   *
   * @param woven what weaving gave
   * @param parent finds the classes that are not the program's
   */
  public Loaded(Weaver.Woven woven, ClassLoader parent) {
    this.loader = new Loader(woven.classes(), parent);
    this.initialised = woven.initialised();
    try {
      for (String name : initialised) {
        Class<?> type = loader.loadClass(name);
        Class<?> above = type.getSuperclass();
        initialisers.add(
            new Initialiser(
                type,
                above == null ? -1 : initialised.indexOf(above.getName()),
                handle(type.getDeclaredMethod(WovenClass.INITIALISE))));
      }
      // Those that keep their initialisers run them now, outside of any execution, and with them
      // the ones that they need.
      Initialisers.loading(
          new Early(),
          () -> {
            for (String name : woven.classes().keySet()) {
              Class.forName(name, true, loader);
            }
          });
      for (String name : woven.classes().keySet()) {
        Class<?> type = loader.loadClass(name);
        for (Method method : type.getDeclaredMethods()) {
          if (method.getName().equals(WovenClass.RESET)) {
            resets.add(handle(method));
          }
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The woven program does not load.", e);
    }
  }

  /** Runs initialisers outside of any execution, each once. */
  private final class Early implements IntConsumer {
    private final Set<Integer> begun = new HashSet<>();

    @Override
    public void accept(int number) {
      if (!begun.add(number)) {
        return;
      }
      Initialiser initialiser = initialisers.get(number);
      if (initialiser.before() >= 0) {
        accept(initialiser.before());
      }
      try {
        initialiser.body().invoke();
      } catch (Error error) {
        throw error;
      } catch (Throwable thrown) {
        throw new ExceptionInInitializerError(thrown);
      }
    }
  }

  private static MethodHandle handle(Method method) throws IllegalAccessException {
    method.setAccessible(true);
    return MethodHandles.lookup().unreflect(method);
  }

  /** The initialisers to be run anew in each execution. */
  public List<Initialiser> initialisers() {
    return Collections.unmodifiableList(initialisers);
  }

  /** A class's number among those with such an initialiser, -1 for others. */
  public int initialiser(Class<?> type) {
    return initialised.indexOf(type.getName());
  }

  /** One of the program's classes, or of its parent's. */
  public Class<?> type(String name) throws ClassNotFoundException {
    return loader.loadClass(name);
  }

  /** Sets all statics to their defaults. */
  public void reset() {
    for (MethodHandle reset : resets) {
      try {
        reset.invoke();
      } catch (Throwable e) {
        throw new IllegalStateException("Statics could not be set back.", e);
      }
    }
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes, ClassLoader parent) {
      super(parent);
      this.classes = classes;
      setDefaultAssertionStatus(true);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        byte[] bytes = known == null ? classes.get(name) : null;
        return known != null
            ? known
            : bytes == null
                ? super.loadClass(name, resolve)
                : defineClass(name, bytes, 0, bytes.length);
      }
    }

    @Override
    protected @Nullable Class<?> findClass(String name) throws ClassNotFoundException {
      throw new ClassNotFoundException(name);
    }
  }
}
