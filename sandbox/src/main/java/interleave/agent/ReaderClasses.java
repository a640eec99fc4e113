package interleave.agent;

import interleave.protocol.ClassFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Defines the reader's classes as they come, and remembers which cell each is from. */
final class ReaderClasses extends ClassLoader {
  private final Map<String, ClassFile> files = new ConcurrentHashMap<>();

  ReaderClasses() {
    super("cells", ClassLoader.getPlatformClassLoader());
  }

  /** Makes classes loadable; one that is already defined stays as it is. */
  void define(List<ClassFile> classes) {
    classes.forEach(c -> files.put(c.name(), c));
  }

  Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name, true, this);
  }

  /** The cell whose text a class was compiled from; empty for the JDK's. */
  Optional<String> cellOf(String className) {
    return Optional.ofNullable(files.get(className)).map(ClassFile::cell);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    ClassFile file = files.get(name);
    if (file == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, file.bytes(), 0, file.bytes().length);
  }
}
