package interleave.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownErrorsTest {
  @TempDir Path temporary;
  private TinyBook book;

  @BeforeEach
  void make() {
    book = new TinyBook(temporary);
  }

  private List<String> errorsOf(String text) {
    return book.races("\n" + text + "\n").errors();
  }

  @Test
  void unknownBoxIsRefused() {
    assertThat(errorsOf("> [!HINT]\n> text"))
        .containsExactly(
            "content/en/07-races.md:11: unknown box [!HINT]; the boxes are [!NOTE], [!TIP],"
                + " [!WARNING], [!PYTHON], [!WILD], [!RECAP]");
  }

  @Test
  void headingOfTheFirstLevelIsRefused() {
    assertThat(errorsOf("# Races"))
        .containsExactly(
            "content/en/07-races.md:11: a chapter's title comes from its front matter; begin"
                + " sections with ##");
  }

  @Test
  void headingThatMakesNoSlugIsRefused() {
    assertThat(errorsOf("## 경쟁"))
        .containsExactly(
            "content/en/07-races.md:11: the heading \"경쟁\" makes no id; give it one: ## 경쟁"
                + " {#short-name}");
  }

  @Test
  void imageIsRefused() {
    assertThat(errorsOf("![a](a.png)"))
        .contains(
            "content/en/07-races.md:11: a picture is a fence of its own; write ```svg file=x.svg"
                + " alt=\"...\"");
  }

  @Test
  void footnoteWithoutItsTextIsRefused() {
    assertThat(errorsOf("So.[^1]"))
        .containsExactly(
            "content/en/07-races.md:11: footnote [^1] has no text here; add a line [^1]: ...");
  }
}
