package interleave.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChapterFilesTest {
  @TempDir Path temporary;
  private TinyBook book;

  @BeforeEach
  void make() {
    book = new TinyBook(temporary);
  }

  @Test
  void chaptersComeInTheOrderOfTheirNumbers() {
    book.chapter("09-deadlock.md", "c").chapter("02-first-threads.md", "a").races("b");
    assertThat(book.read().chapters()).extracting(Chapter::number).containsExactly(2, 7, 9);
    assertThat(book.read().chapter("deadlock")).isPresent();
    assertThat(book.read().chapter("nothing")).isEmpty();
  }

  @Test
  void folderWithoutChaptersIsAnEmptyBook() {
    assertThat(book.file("notes.txt", "not a chapter").read().chapters()).isEmpty();
  }

  @Test
  void fileThatIsNotNamedLikeAChapterIsRefused() {
    assertThat(book.file("races.md", "x").errors())
        .containsExactly(
            "content/en/races.md:1: the file is not named like a chapter; name it NN-slug.md, like"
                + " 07-races.md");
  }

  @Test
  void twoChaptersOfOneIdAreRefused() {
    book.races("a").file("08-locks.md", "---\ntitle: T\nid: races\n---\n");
    assertThat(book.errors())
        .contains(
            "content/en/08-locks.md:3: duplicate chapter id \"races\": 07-races.md has it already;"
                + " choose another");
  }

  @Test
  void twoChaptersOfOneNumberAreRefused() {
    assertThat(book.races("a").chapter("07-sharing.md", "b").errors())
        .containsExactly(
            "content/en/07-sharing.md:1: duplicate chapter number 7: 07-races.md has it already;"
                + " rename one");
  }

  @Test
  void errorsOfAllFilesComeAtOnceInTheirOrder() {
    book.chapter("09-deadlock.md", "\n> [!OOPS]\n\n# Title\n").races("[x](nowhere.md)");
    assertThat(book.errors())
        .extracting(line -> line.substring(0, line.indexOf(": ")))
        .containsExactly(
            "content/en/07-races.md:10",
            "content/en/09-deadlock.md:11",
            "content/en/09-deadlock.md:13");
  }
}
