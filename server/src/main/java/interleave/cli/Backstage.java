package interleave.cli;

import interleave.isolation.Isolation;
import interleave.run.Boxes;
import interleave.run.SandboxFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The sandbox's files and boxes, for as long as a command runs. */
final class Backstage implements AutoCloseable {
  private final Path directory;
  private final Boxes boxes;

  /**
   * Finds or unpacks the files and gets ready to start boxes.
   *
   * @throws IOException when the files are missing or nothing can be started here
   */
  Backstage(Isolation isolation) throws IOException {
    // Boxes run as another user, who must be able to read what is unpacked here.
    directory = Files.createTempDirectory("interleave-files-");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    boxes = new Boxes(SandboxFiles.locate(directory), isolation);
  }

  Boxes boxes() {
    return boxes;
  }

  @Override
  public void close() {
    boxes.close();
    try {
      Files.walkFileTree(directory, new Remover());
    } catch (IOException e) {
      System.err.println("Could not remove " + directory + ": " + e.getMessage());
    }
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
        throws IOException {
      Files.delete(visited);
      return FileVisitResult.CONTINUE;
    }
  }
}
