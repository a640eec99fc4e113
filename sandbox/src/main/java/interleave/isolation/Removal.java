package interleave.isolation;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Removes a directory that readers' code has filled: it never follows a link out of it, and neither
 * depth nor missing permissions stop it.
 *
 * <p>Directories are not descended into but emptied upwards: their subdirectories are moved to the
 * top first, so that a chain of a thousand costs no more than a thousand side by side.
 */
final class Removal {

  private final Path top;
  private final SecureDirectoryStream<Path> names;
  private long moved;

  private Removal(Path top, SecureDirectoryStream<Path> names) {
    this.top = top;
    this.names = names;
  }

  /**
   * Removes a directory and everything in it, as far as that is possible.
   *
   * @param directory a directory, no link, whose parent only this server can write
   * @return whether it is gone
   */
  static boolean of(Path directory) {
    try {
      for (boolean more = true; more; ) {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
          // Every Unix has it; elsewhere there is no wall to be climbed.
          if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
            return false;
          }
          more = new Removal(directory, secure).removeEntries();
        }
      }
      return Files.deleteIfExists(directory);
    } catch (IOException e) {
      return !Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Removes what the stream shows; whether there was anything. */
  private boolean removeEntries() throws IOException {
    boolean any = false;
    for (Path entry : names) {
      any = true;
      Path name = entry.getFileName();
      if (isDirectory(names, name)) {
        empty(name);
        names.deleteDirectory(name);
      } else {
        names.deleteFile(name);
      }
    }
    return any;
  }

  private void empty(Path name) throws IOException {
    try {
      liftChildren(name);
    } catch (AccessDeniedException e) {
      makeOurs(name);
      liftChildren(name);
    }
  }

  private void liftChildren(Path name) throws IOException {
    try (SecureDirectoryStream<Path> children =
        names.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      for (Path entry : children) {
        Path child = entry.getFileName();
        if (isDirectory(children, child)) {
          lift(children, name, child);
        } else {
          children.deleteFile(child);
        }
      }
    }
  }

  private void lift(SecureDirectoryStream<Path> from, Path parent, Path child) throws IOException {
    Path free = Path.of(".lifted-" + System.nanoTime() + "-" + moved++);
    try {
      from.move(child, names, free);
    } catch (AccessDeniedException e) {
      makeOurs(parent.resolve(child)); // its ".." changes, so it must be writable
      from.move(child, names, free);
    }
  }

  /** Never happens to root, so that no link can make it change another's file. */
  private void makeOurs(Path name) throws IOException {
    Files.setPosixFilePermissions(top.resolve(name), PosixFilePermissions.fromString("rwx------"));
  }

  private static boolean isDirectory(SecureDirectoryStream<Path> parent, Path name)
      throws IOException {
    return parent
        .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes()
        .isDirectory();
  }
}
