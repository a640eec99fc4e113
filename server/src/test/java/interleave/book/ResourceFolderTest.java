package interleave.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceFolderTest {
  @TempDir Path temporary;

  /** A jar as build tools make it: it has entries for its files, but none for their folders. */
  private Path jarWithAChapter() throws Exception {
    new TinyBook(temporary).races("## In a jar\n");
    Path chapter = temporary.resolve("content/en").resolve(TinyBook.RACES);
    Path jar = temporary.resolve("book.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("content/en/" + TinyBook.RACES));
      out.write(Files.readString(chapter).getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
    }
    return jar;
  }

  @Test
  void bookInAJarIsReadLikeOneOnTheDisk() throws Exception {
    String classPath =
        temporary.resolve("nothing.jar") + java.io.File.pathSeparator + jarWithAChapter();
    try (var folder = ResourceFolder.on(classPath, "content/en")) {
      Book book = Book.read(folder.path());
      assertThat(book.language()).isEqualTo("en");
      assertThat(book.chapters())
          .extracting(Chapter::file)
          .containsExactly("content/en/07-races.md");
    }
  }

  @Test
  void folderOfTheClassPathIsFound() {
    new TinyBook(temporary).races("");
    try (var folder = ResourceFolder.on(temporary.toString(), "content/en")) {
      assertThat(folder.path()).isEqualTo(temporary.resolve("content/en"));
    }
  }

  @Test
  void folderThatIsNowhereIsToldByName() {
    assertThatThrownBy(() -> ResourceFolder.on(temporary.toString(), "content/en"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("the class path has no folder content/en");
  }
}
