package interleave.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Which files of the system a box needs, read from ELF files of this machine. */
@EnabledOnOs(OS.LINUX)
class SystemFilesTest {

  @Test
  void theJdkNeedsALoaderAndTheCLibraryAndNothingToDrawWith() throws IOException {
    SystemFiles files =
        SystemFiles.of(Trials.JAVA_HOME, Architecture.ofThisMachine().orElseThrow());
    assertThat(files.shell()).isExecutable();
    assertThat(files.libraries())
        .allSatisfy(library -> assertThat(library).isRegularFile())
        .anyMatch(library -> library.getFileName().toString().startsWith("ld-"))
        .anyMatch(library -> library.getFileName().toString().startsWith("libc."))
        .noneMatch(library -> library.getFileName().toString().startsWith("libX"))
        .noneMatch(library -> library.startsWith(Trials.JAVA_HOME));
    assertThat(files.linked()).allSatisfy(file -> assertThat(file).exists());
  }

  @Test
  void whatIsNoElfFileNeedsNothing() throws IOException {
    Path text = Files.createTempFile("text", "");
    try {
      Files.writeString(text, "#!/bin/sh\n".repeat(20));
      assertThat(
              SharedLibraries.neededBy(List.of(text), Architecture.ofThisMachine().orElseThrow()))
          .allMatch(library -> library.getFileName().toString().equals("libnss_files.so.2"));
    } finally {
      Files.delete(text);
    }
  }
}
