package interleave.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.resources.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a launcher keeps in its own directory. */
class StagingTest {

  @TempDir private Path directory;

  @Test
  void filesThatTheBoxsUserCannotReadAreCopiedWithTheirNameAndTime() throws IOException {
    Path closed =
        Files.createDirectory(
            directory.resolve("closed"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path jar = Files.writeString(closed.resolve("agent.jar"), "jar");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2025-01-01T00:00:00Z")));
    try (Staging staging = Staging.create(new BoxUser(OptionalInt.of(61001)))) {
      Path copy = staging.readable(boxWith(jar)).classPath().getFirst();
      assertThat(copy).isNotEqualTo(jar).hasFileName("agent.jar").hasContent("jar");
      assertThat(Files.getLastModifiedTime(copy)).isEqualTo(Files.getLastModifiedTime(jar));
      assertThat(Files.getPosixFilePermissions(copy)).contains(PosixFilePermission.OTHERS_READ);

      Files.writeString(jar, "newer");
      assertThat(staging.readable(boxWith(jar)).classPath().getFirst()).hasContent("newer");
    }
  }

  @Test
  void anOrdinaryUsersFilesStayWhereTheyAre() throws IOException {
    Path jar = Files.writeString(directory.resolve("agent.jar"), "jar");
    try (Staging staging = Staging.create(new BoxUser(OptionalInt.empty()))) {
      assertThat(staging.readable(boxWith(jar))).isEqualTo(boxWith(jar));
    }
  }

  @Test
  void theSameBytesAreOneFile() throws IOException {
    try (Staging staging = Staging.create(BoxUser.ofThisServer())) {
      Path file = staging.fileWith(new byte[] {1, 0, 2});
      assertThat(file).hasBinaryContent(new byte[] {1, 0, 2});
      assertThat(staging.fileWith(new byte[] {1, 0, 2})).isEqualTo(file);
      assertThat(staging.fileWith(new byte[] {1, 0, 3})).isNotEqualTo(file);
    }
  }

  @Test
  void nothingIsLeftAfterTheEnd() throws IOException {
    Staging staging = Staging.create(BoxUser.ofThisServer());
    Path scratch = staging.newScratch();
    assertThat(scratch.resolve("home")).isEmptyDirectory();
    assertThat(scratch.resolve("tmp")).isEmptyDirectory();
    staging.close();
    assertThat(scratch.getParent().getParent()).doesNotExist();
  }

  private static Box boxWith(Path jar) {
    return new Box(
        Trials.JAVA_HOME,
        List.of(jar),
        Optional.empty(),
        List.of(),
        "Main",
        List.of(),
        Limits.sessionDefaults());
  }
}
