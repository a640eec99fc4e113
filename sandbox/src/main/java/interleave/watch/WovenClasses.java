package interleave.watch;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reader's classes in their woven form, from its making until it is closed. */
final class WovenClasses implements AutoCloseable {
  private final ClassLoader loader;
  private final Map<String, byte[]> woven;
  private final Instrumentation instrumentation;
  private final List<String> notes = new ArrayList<>();
  private final ClassFileTransformer transformer = new Exchange();

  private final class Exchange implements ClassFileTransformer {
    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader from,
        @Nullable String name,
        @Nullable Class<?> redefined,
        ProtectionDomain domain,
        byte[] bytes) {
      return from == loader && name != null ? woven.get(name.replace('/', '.')) : null;
    }
  }

  /**
   * Exchanges those that are loaded, and from now on each as it is loaded.
   *
   * @param loader the reader's classes' own
   * @param woven the classes' other forms, by name
   */
  WovenClasses(ClassLoader loader, Map<String, byte[]> woven, Instrumentation instrumentation) {
    this.loader = loader;
    this.woven = woven;
    this.instrumentation = instrumentation;
    instrumentation.addTransformer(transformer, true);
    exchange();
  }

  /** What could not be watched, in sentences for the reader. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  private void exchange() {
    List<Class<?>> all = new ArrayList<>();
    for (Class<?> type : instrumentation.getInitiatedClasses(loader)) {
      if (type.getClassLoader() == loader && woven.containsKey(type.getName())) {
        all.add(type);
      }
    }
    if (all.isEmpty() || exchanged(all)) {
      return;
    }
    for (Class<?> type : all) {
      if (!exchanged(List.of(type))) {
        notes.add("Locks in " + type.getName() + " are not watched: the JVM refused to weave it.");
      }
    }
  }

  private boolean exchanged(List<Class<?>> types) {
    try {
      instrumentation.retransformClasses(types.toArray(Class<?>[]::new));
      return true;
    } catch (UnmodifiableClassException | LinkageError | RuntimeException e) {
      return false;
    }
  }

  /** Gives the classes their own form back. */
  @Override
  public void close() {
    instrumentation.removeTransformer(transformer);
    exchange();
  }
}
