package interleave.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencesTest {
  private static final String PREDICTION = "```predict for=a\nWhat?\n(x) a\n( ) b\n---\nSo.\n```\n";

  @TempDir Path temporary;
  private TinyBook book;

  @BeforeEach
  void make() {
    book = new TinyBook(temporary);
  }

  private static String cell(String id, String needs) {
    return "```java run id=%s expect=1 %s\n1\n```\n".formatted(id, needs);
  }

  private List<String> errorsOf(String... blocks) {
    return book.races(String.join("", blocks)).errors();
  }

  @Test
  void needOfAnEarlierCellIsRight() {
    assertThat(errorsOf(cell("a", ""), cell("b", ""), cell("c", "needs=a,b"))).isEmpty();
    assertThat(book.read().chapters().getFirst().cell("c"))
        .hasValueSatisfying(cell -> assertThat(cell.needs()).containsExactly("a", "b"));
  }

  @Test
  void needOfNothingIsRefused() {
    assertThat(errorsOf(cell("a", "needs=nothing")))
        .containsExactly(
            "content/en/07-races.md:10: cell \"a\" needs \"nothing\", but this chapter has no such"
                + " cell; correct the id");
  }

  @Test
  void needOfAnotherChaptersCellIsRefused() {
    book.chapter("02-first-threads.md", cell("timer", ""));
    assertThat(errorsOf(cell("a", "needs=timer")))
        .containsExactly(
            "content/en/07-races.md:10: cell \"a\" needs \"timer\", but that cell is in"
                + " 02-first-threads.md; only cells of this chapter can be named");
  }

  @Test
  void needOfALaterCellIsRefused() {
    assertThat(errorsOf(cell("a", "needs=b"), cell("b", "")))
        .containsExactly(
            "content/en/07-races.md:10: cell \"a\" needs \"b\", which comes later on the page; move"
                + " that one up");
  }

  @Test
  void circleOfNeedsIsRefused() {
    assertThat(errorsOf(cell("a", "needs=c"), cell("b", "needs=a"), cell("c", "needs=b")))
        .containsExactly(
            "content/en/07-races.md:10: cell \"a\" needs itself in a circle: a needs c needs b"
                + " needs a; break it");
  }

  @Test
  void cellThatNeedsItselfIsRefused() {
    assertThat(errorsOf(cell("a", "needs=a")))
        .containsExactly(
            "content/en/07-races.md:10: cell \"a\" needs itself in a circle: a needs a; break it");
  }

  @Test
  void predictionOfNothingIsRefused() {
    assertThat(errorsOf(PREDICTION))
        .containsExactly(
            "content/en/07-races.md:10: the prediction is for \"a\", but this chapter has no such"
                + " cell; correct the id");
  }

  @Test
  void predictionAfterItsCellIsRefused() {
    assertThat(errorsOf(cell("a", ""), PREDICTION))
        .containsExactly(
            "content/en/07-races.md:13: the prediction stands after its cell \"a\"; move it"
                + " before");
  }

  @Test
  void secondPredictionOfACellIsRefused() {
    assertThat(errorsOf(PREDICTION, PREDICTION, cell("a", "")))
        .containsExactly("content/en/07-races.md:17: cell \"a\" has a second prediction; keep one");
  }
}
