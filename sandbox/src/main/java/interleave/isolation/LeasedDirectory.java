package interleave.isolation;

import interleave.resources.Life;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.function.Consumer;

/**
 * A temporary directory that every user can read, removed when it is closed; if its JVM dies first,
 * the next one that leases a directory of the same purpose removes it.
 */
public final class LeasedDirectory implements AutoCloseable {

  private static final String OF_THIS_JVM = Life.ofThisJvm().word() + "-";

  private final Path path;
  private final FileChannel lock;

  private LeasedDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes a directory below {@code java.io.tmpdir}.
   *
   * @param purpose a word for its name
   * @throws IOException if it cannot be made
   */
  public static LeasedDirectory lease(String purpose) throws IOException {
    return lease(purpose, abandoned -> {});
  }

  /**
   * Makes a directory below {@code java.io.tmpdir}.
   *
   * @param heir told of each directory that a dead JVM left, before it is removed
   */
  static LeasedDirectory lease(String purpose, Consumer<Path> heir) throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
    String prefix = "interleave-" + purpose + "-";
    Path path = Files.createTempDirectory(parent, prefix + OF_THIS_JVM);
    removeAbandoned(parent, prefix, Files.getOwner(path), heir);
    // Locked before it has its name, so that nobody takes this directory for abandoned.
    Path early = path.resolve("lock.new");
    FileChannel lock =
        FileChannel.open(early, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    Files.move(early, path.resolve("lock"), StandardCopyOption.ATOMIC_MOVE);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new LeasedDirectory(path, lock);
  }

  /** The directory, absolute. */
  public Path path() {
    return path;
  }

  /** Removes the directory and all that is in it. */
  @Override
  public void close() {
    Removal.of(path);
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot give up the lock of " + path, e);
    }
  }

  private static void removeAbandoned(
      Path parent, String prefix, UserPrincipal us, Consumer<Path> heir) throws IOException {
    try (DirectoryStream<Path> candidates = Files.newDirectoryStream(parent, prefix + "*")) {
      for (Path candidate : candidates) {
        // To open and close a file that this JVM has locked would unlock it (see fcntl(2)).
        if (!candidate.getFileName().toString().startsWith(prefix + OF_THIS_JVM)
            && Files.isDirectory(candidate, LinkOption.NOFOLLOW_LINKS)
            && Files.getOwner(candidate, LinkOption.NOFOLLOW_LINKS).equals(us)
            && isAbandoned(candidate.resolve("lock"))) {
          heir.accept(candidate);
          Removal.of(candidate);
        }
      }
    }
  }

  private static boolean isAbandoned(Path lock) {
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (IOException noLockYetOrGone) {
      return false;
    }
  }
}
