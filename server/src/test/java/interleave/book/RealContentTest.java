package interleave.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Holds the book itself against the rules; {@code interleave.content} says where it lies. */
class RealContentTest {
  private static final Path CONTENT =
      Path.of(System.getProperty("interleave.content", "../content")).resolve("en");

  @Test
  void bookIsFreeOfAuthoringErrorsAndItsPagesAreWellFormed() throws Exception {
    Assumptions.assumeTrue(Files.isDirectory(CONTENT), "there is no content here");
    Book book = Book.read(CONTENT);
    var assets =
        new PageAssets("v", "{}", List.of(), List.of(), "bubblewrap", Optional.empty(), 2, false);
    var pages = new Pages(book, assets);
    PagesTest.assertWellFormed(pages.cover());
    for (Chapter chapter : book.chapters()) {
      PagesTest.assertWellFormed(pages.chapter(chapter));
      assertThat(chapter.cells()).as("cells of %s", chapter.file()).isNotEmpty();
      assertThat(chapter.sections()).as("sections of %s", chapter.file()).isNotEmpty();
    }
  }
}
