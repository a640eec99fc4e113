package interleave.agent;

import interleave.protocol.ClassFile;
import interleave.verdict.ReaderCode;
import interleave.watch.Hooks;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Defines the reader's classes as they come, and remembers which cell each is from. */
final class ReaderClasses extends ClassLoader implements ReaderCode {
  /** What listings and checks may use beside the JDK. */
  private static final List<String> BESIDE =
      List.of(
          "interleave.lab.",
          "org.junit.jupiter.api.",
          "org.junit.platform.commons.",
          "org.opentest4j.");

  private final Map<String, ClassFile> files = new ConcurrentHashMap<>();
  private final Map<String, Class<?>> loaded = new ConcurrentHashMap<>();

  private volatile Map<String, byte[]> woven = Map.of();

  ReaderClasses(ClassLoader beside) {
    super("cells", beside);
  }

  /** Makes classes loadable; one that is already defined stays as it is. */
  void define(List<ClassFile> classes) {
    classes.forEach(c -> files.put(c.name(), c));
  }

  Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name, true, this);
  }

  @Override
  public Optional<String> cellOf(String className) {
    return Optional.ofNullable(files.get(className))
        .map(ClassFile::cell)
        .filter(cell -> !cell.isEmpty());
  }

  /** Gives classes that are not defined yet another form; empty for their own. */
  void exchange(Map<String, byte[]> others) {
    woven = others;
  }

  /** All that came so far, defined or not. */
  List<ClassFile> all() {
    return List.copyOf(files.values());
  }

  @Override
  public Optional<byte[]> bytesOf(String className) {
    return Optional.ofNullable(files.get(className)).map(ClassFile::bytes);
  }

  @Override
  public Collection<Class<?>> loaded() {
    return loaded.values();
  }

  @Override
  public boolean isInput(String className) {
    return className.equals(ReaderInput.class.getName());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    ClassFile file = files.get(name);
    if (file == null && name.equals("interleave.watch.Hooks")) {
      return Hooks.class; // woven code calls it; loaded with the first recorded run
    }
    if (file == null && BESIDE.stream().anyMatch(name::startsWith)) {
      return ReaderClasses.class.getClassLoader().loadClass(name);
    }
    if (file == null) {
      throw new ClassNotFoundException(name);
    }
    byte[] bytes = woven.getOrDefault(name, file.bytes());
    Class<?> defined = defineClass(name, bytes, 0, bytes.length);
    loaded.put(name, defined);
    return defined;
  }
}
