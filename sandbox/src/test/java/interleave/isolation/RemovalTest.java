package interleave.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readers' code may leave behind, and what is left of it. */
class RemovalTest {

  @TempDir private Path directory;

  @Test
  void linksAreRemovedAndNeverFollowed() throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Path precious = Files.writeString(outside.resolve("precious"), "x");
    Path box = Files.createDirectory(directory.resolve("box"));
    Files.createSymbolicLink(box.resolve("directory"), outside);
    Files.createSymbolicLink(box.resolve("file"), precious);
    Files.createSymbolicLink(box.resolve("nowhere"), Path.of("nowhere"));
    Path deeper = Files.createDirectory(box.resolve("deeper"));
    Files.createSymbolicLink(deeper.resolve("up"), directory);

    assertThat(Removal.of(box)).isTrue();
    assertThat(box).doesNotExist();
    assertThat(precious).hasContent("x");
  }

  @Test
  void depthDoesNotStopIt() throws IOException {
    Path box = Files.createDirectory(directory.resolve("box"));
    Path deepest = box;
    for (int depth = 0; depth < 600; depth++) {
      deepest = Files.createDirectory(deepest.resolve("d"));
    }
    Files.writeString(deepest.resolve("file"), "x");
    assertThat(Removal.of(box)).isTrue();
    assertThat(box).doesNotExist();
  }

  @Test
  void missingPermissionsDoNotStopIt() throws IOException {
    Path box = Files.createDirectory(directory.resolve("box"));
    Path closed = Files.createDirectories(box.resolve("a/closed"));
    Files.createDirectory(closed.resolve("inner"));
    Files.writeString(closed.resolve("file"), "x");
    for (Path path : new Path[] {closed.resolve("inner"), closed, closed.getParent()}) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
    }
    assertThat(Removal.of(box)).isTrue();
    assertThat(box).doesNotExist();
  }

  @Test
  void whatIsGoneAlreadyIsNoTrouble() {
    assertThat(Removal.of(directory.resolve("never"))).isTrue();
  }

  @Test
  void manyFilesAreRemoved() throws IOException {
    Path box = Files.createDirectory(directory.resolve("box"));
    for (int i = 0; i < 2000; i++) {
      Files.createFile(box.resolve("empty" + i), PosixFilePermissions.asFileAttribute(Set.of()));
    }
    assertThat(Removal.of(box)).isTrue();
    assertThat(box).doesNotExist();
  }
}
