package interleave.book;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that is read the same way whether it lies on the disk or in the program's jar.
 *
 * <p>The class path itself is searched, since jars often have no entries for their folders, so that
 * a class loader does not find them.
 */
public final class ResourceFolder implements AutoCloseable {
  private final Path path;
  private final AutoCloseable source;

  private ResourceFolder(Path path, AutoCloseable source) {
    this.path = path;
    this.source = source;
  }

  /** A folder on the disk. */
  public static ResourceFolder of(Path path) {
    return new ResourceFolder(path, () -> {});
  }

  /**
   * Opens a folder of the class path.
   *
   * @param name its name from the root, for example {@code content/en}
   * @throws UncheckedIOException when no entry of the class path has it, or it cannot be read
   */
  public static ResourceFolder onClassPath(String name) {
    return on(System.getProperty("java.class.path"), name);
  }

  /** As above, on a class path of the caller's. */
  static ResourceFolder on(String classPath, String name) {
    try {
      for (String entry : classPath.split(File.pathSeparator, -1)) {
        Path place = Path.of(entry);
        if (Files.isDirectory(place.resolve(name))) {
          return of(place.resolve(name));
        }
        if (entry.endsWith(".jar") && Files.isRegularFile(place)) {
          FileSystem jar = FileSystems.newFileSystem(place);
          if (Files.isDirectory(jar.getPath(name))) {
            return new ResourceFolder(jar.getPath("/" + name), jar);
          }
          jar.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " on the class path", e);
    }
    throw new UncheckedIOException(
        new IOException("the class path has no folder " + name + "; build the program again"));
  }

  /** The folder; to be read before this is closed. */
  public Path path() {
    return path;
  }

  /** Closes the jar, if the folder lies in one. */
  @Override
  public void close() {
    try {
      source.close();
    } catch (Exception e) {
      throw new IllegalStateException("cannot close " + path, e);
    }
  }
}
