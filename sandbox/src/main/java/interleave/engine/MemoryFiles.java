package interleave.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the class files that javac writes, in the order in which it writes them, and what
 * annotation processors write: sources, and resources, which they may read again.
 */
final class MemoryFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
  private final Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();
  private final Map<String, ByteArrayOutputStream> resources = new LinkedHashMap<>();
  private final Set<String> generated = new HashSet<>();

  MemoryFiles(StandardJavaFileManager jdk) {
    super(jdk);
  }

  Map<String, byte[]> classes() {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return classes;
  }

  /** The names of classes that an annotation processor wrote. */
  Set<String> generated() {
    return generated;
  }

  /** By their paths, such as {@code META-INF/BenchmarkList}. */
  Map<String, String> resources() {
    Map<String, String> texts = new LinkedHashMap<>();
    resources.forEach((path, bytes) -> texts.put(path, bytes.toString(StandardCharsets.UTF_8)));
    return texts;
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      JavaFileManager.Location location,
      String className,
      JavaFileObject.Kind kind,
      @Nullable FileObject sibling) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (kind == JavaFileObject.Kind.CLASS) {
      written.put(className, bytes);
      if (sibling instanceof Kept) {
        generated.add(className);
      }
    }
    return new Kept("class:///" + className.replace('.', '/') + kind.extension, kind, bytes);
  }

  @Override
  public FileObject getFileForOutput(
      JavaFileManager.Location location, String packageName, String name, @Nullable FileObject s) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    resources.put(path(packageName, name), bytes);
    return new Kept("class:///" + path(packageName, name), JavaFileObject.Kind.OTHER, bytes);
  }

  @Override
  public FileObject getFileForInput(
      JavaFileManager.Location location, String packageName, String name)
      throws FileNotFoundException {
    String path = path(packageName, name);
    ByteArrayOutputStream bytes = resources.get(path);
    if (bytes == null) {
      throw new FileNotFoundException(path);
    }
    return new Kept("class:///" + path, JavaFileObject.Kind.OTHER, bytes);
  }

  private static String path(String packageName, String name) {
    return packageName.isEmpty() ? name : packageName.replace('.', '/') + "/" + name;
  }

  /** A file whose bytes are kept here. */
  private static final class Kept extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes;

    Kept(String uri, Kind kind, ByteArrayOutputStream bytes) {
      super(URI.create(uri), kind);
      this.bytes = bytes;
    }

    @Override
    public OutputStream openOutputStream() {
      bytes.reset();
      return bytes;
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
