package interleave.isolation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A launcher's own directory: the files it hands to boxes, copies of what their user could not read
 * otherwise, and their scratch directories.
 */
final class Staging implements AutoCloseable {

  private final LeasedDirectory directory;
  private final Path root;
  private final BoxUser user;
  private final Map<ByteBuffer, Path> files = new ConcurrentHashMap<>();

  /** Where copies are, by the directory of the originals: what was together stays together. */
  private final Map<Path, Path> copies = new HashMap<>();

  private final AtomicInteger counter = new AtomicInteger();

  private Staging(LeasedDirectory directory, BoxUser user) {
    this.directory = directory;
    this.root = directory.path();
    this.user = user;
  }

  /**
   * Makes the directory, and removes those of servers that died.
   *
   * @param user who must be able to read what is handed out
   * @throws IOException if it cannot be made
   */
  static Staging create(BoxUser user) throws IOException {
    LeasedDirectory leased = LeasedDirectory.lease("boxes", Staging::killLeftBehind);
    Path root = leased.path();
    for (String directory : List.of("files", "boxes", "app")) {
      Files.createDirectory(root.resolve(directory));
      permit(root.resolve(directory), "rwxr-xr-x");
    }
    return new Staging(leased, user);
  }

  /** A file with these bytes, the same for the same bytes. */
  Path fileWith(byte[] content) throws IOException {
    try {
      return files.computeIfAbsent(ByteBuffer.wrap(content), this::write);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Path write(ByteBuffer content) {
    try {
      Path file = root.resolve("files").resolve("" + counter.incrementAndGet());
      Files.write(file, content.array());
      permit(file, "rw-r--r--");
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A box whose files its user can read: the same, or one with copies, which keep their name and
   * their time so that an AOT cache still fits.
   *
   * @throws IOException if a file cannot be read or copied, or a directory would have to be
   */
  Box readable(Box box) throws IOException {
    if (!user.differs()) {
      return box;
    }
    if (!othersCanRead(box.javaHome())) {
      throw new IOException(
          "%s cannot be read by the user of boxes (uid %d); install the JDK where all may read it"
              .formatted(box.javaHome(), user.uid().orElseThrow()));
    }
    List<Path> classPath = new ArrayList<>();
    for (Path entry : box.classPath()) {
      classPath.add(readable(entry));
    }
    return box.withFiles(classPath, readable(box.aotCache()), readable(box.childArchive()));
  }

  private Optional<Path> readable(Optional<Path> file) throws IOException {
    return file.isPresent() ? Optional.of(readable(file.get())) : Optional.empty();
  }

  private synchronized Path readable(Path file) throws IOException {
    if (othersCanRead(file)) {
      return file;
    }
    if (Files.isDirectory(file)) {
      throw new IOException(
          "%s cannot be read by the user of boxes (uid %d), and only jars are copied"
              .formatted(file, user.uid().orElseThrow()));
    }
    Path directory = copies.get(file.getParent());
    if (directory == null) {
      directory = Files.createDirectory(root.resolve("app").resolve("" + copies.size()));
      permit(directory, "rwxr-xr-x");
      copies.put(file.getParent(), directory);
    }
    Path copy = directory.resolve(file.getFileName());
    if (!Files.exists(copy)
        || !Files.getLastModifiedTime(copy).equals(Files.getLastModifiedTime(file))) {
      Files.copy(
          file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      permit(copy, "rw-r--r--");
    }
    return copy;
  }

  /** Whether every user of this machine can read a file or directory. */
  static boolean othersCanRead(Path file) throws IOException {
    Path real = file.toRealPath();
    boolean readable =
        Files.getPosixFilePermissions(real).contains(PosixFilePermission.OTHERS_READ);
    for (Path at = Files.isDirectory(real) ? real : real.getParent();
        readable && at != null;
        at = at.getParent()) {
      readable = Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE);
    }
    return readable;
  }

  /** A new directory for one box, with {@code home} and {@code tmp} that belong to its user. */
  Path newScratch() throws IOException {
    Path scratch =
        root.resolve("boxes").resolve(root.getFileName() + "-" + counter.incrementAndGet());
    for (Path directory : List.of(scratch, scratch.resolve("home"), scratch.resolve("tmp"))) {
      Files.createDirectory(directory);
      permit(directory, "rwx------");
      if (user.differs()) {
        Files.setAttribute(directory, "unix:uid", user.uid().orElseThrow());
      }
    }
    return scratch;
  }

  /** Removes a box's directory with all that is in it; what cannot be removed waits for the end. */
  void delete(Path scratch) {
    Removal.of(scratch);
  }

  /** Removes the whole directory. */
  @Override
  public void close() {
    directory.close();
  }

  /** Detached processes may outlive a server that was killed, where no pid namespace holds them. */
  private static void killLeftBehind(Path root) {
    try (DirectoryStream<Path> scratches = Files.newDirectoryStream(root.resolve("boxes"))) {
      for (Path scratch : scratches) {
        ProcessTree.killMarked(scratch.getFileName().toString());
      }
    } catch (IOException diedTooSoon) {
      // Then it had started no box.
    }
  }

  private static void permit(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
