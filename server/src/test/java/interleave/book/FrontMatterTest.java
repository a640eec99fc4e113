package interleave.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrontMatterTest {
  private static final String WHOLE =
      """
      ---
      id: races
      title: "Races & atomicity: a start"
      part: II Sharing safely
      summary: Why `n++` is three steps.
      seeds: [6, 7]
      objectives:
        - see a lost update
        - "name it: a race"
      teaches: [race, read-modify-write]
      ---
      """;

  @TempDir Path temporary;
  private TinyBook book;

  @BeforeEach
  void make() {
    book = new TinyBook(temporary);
  }

  private List<String> errorsWith(String line, String instead) {
    return book.file(TinyBook.RACES, WHOLE.replace(line, instead)).errors();
  }

  @Test
  void everyKeyIsRead() {
    Chapter chapter = book.file(TinyBook.RACES, WHOLE).read().chapters().getFirst();
    assertThat(chapter.front())
        .isEqualTo(
            new FrontMatter(
                "races",
                "Races & atomicity: a start",
                "II Sharing safely",
                "Why `n++` is three steps.",
                List.of(6, 7),
                List.of("see a lost update", "name it: a race"),
                List.of("race", "read-modify-write")));
    assertThat(chapter.number()).isEqualTo(7);
  }

  @Test
  void fileWithoutFrontMatterIsRefused() {
    assertThat(book.file(TinyBook.RACES, "## Hello\n").errors())
        .containsExactly(
            "content/en/07-races.md:1: the chapter has no front matter; begin it with a line ---,"
                + " then id:, title:, part:, summary:, seeds:, objectives: and teaches:, then a"
                + " line ---");
  }

  @Test
  void frontMatterThatNeverEndsIsRefused() {
    assertThat(book.file(TinyBook.RACES, "---\nid: races\n").errors())
        .singleElement()
        .asString()
        .startsWith("content/en/07-races.md:1: the chapter has no front matter;");
  }

  @Test
  void missingKeyIsNamed() {
    assertThat(errorsWith("seeds: [6, 7]\n", ""))
        .containsExactly(
            "content/en/07-races.md:1: the front matter has no \"seeds\"; add a line seeds: ...");
  }

  @Test
  void unknownKeyIsRefusedAtItsLine() {
    assertThat(errorsWith("seeds:", "seed: 1\nseeds:"))
        .containsExactly(
            "content/en/07-races.md:6: unknown front matter key \"seed\"; the keys are id,"
                + " objectives, part, seeds, summary, teaches, title");
  }

  @Test
  void repeatedKeyIsRefused() {
    assertThat(errorsWith("seeds:", "id: again\nseeds:"))
        .containsExactly(
            "content/en/07-races.md:6: the front matter is not YAML: found duplicate key id");
  }

  @Test
  void wrongYamlIsRefusedAtItsLine() {
    assertThat(errorsWith("summary: Why", "summary: [Why"))
        .singleElement()
        .asString()
        .startsWith("content/en/07-races.md:6: the front matter is not YAML:");
  }

  @Test
  void frontMatterWithoutKeysIsRefused() {
    assertThat(book.file(TinyBook.RACES, "---\njust words\n---\n").errors())
        .containsExactly(
            "content/en/07-races.md:2: the front matter is not a list of keys; write lines like"
                + " id: races");
  }

  @Test
  void textThatIsNoTextIsRefused() {
    assertThat(errorsWith("title: \"Races & atomicity: a start\"", "title: [a]"))
        .containsExactly(
            "content/en/07-races.md:3: front matter key \"title\" must be a text; write title:"
                + " \"...\"");
  }

  @Test
  void listThatIsNoListIsRefused() {
    assertThat(errorsWith("teaches: [race, read-modify-write]", "teaches: race"))
        .containsExactly(
            "content/en/07-races.md:10: front matter key \"teaches\" must be a list of texts; write"
                + " teaches: [\"...\", \"...\"]");
  }

  @Test
  void seedThatTheCourseDoesNotHaveIsRefused() {
    assertThat(errorsWith("seeds: [6, 7]", "seeds: [21]"))
        .containsExactly(
            "content/en/07-races.md:6: front matter key \"seeds\" must be a list of section numbers"
                + " from 1 to 20; write seeds: [6] or seeds: []");
  }

  @Test
  void idThatIsNoSlugIsRefused() {
    assertThat(errorsWith("id: races", "id: Data Races"))
        .containsExactly(
            "content/en/07-races.md:2: \"Data Races\" is no id; use lower-case letters, digits and"
                + " single hyphens, like data-races");
  }

  @Test
  void idOfScratchCellsIsRefused() {
    assertThat(errorsWith("id: races", "id: scratch"))
        .containsExactly(
            "content/en/07-races.md:2: the id \"scratch\" is that of scratch cells; choose"
                + " another");
  }

  @Test
  void linkInTheSummaryIsRefused() {
    assertThat(errorsWith("summary: Why", "summary: \"[Why](https://example.org)\" #"))
        .containsExactly(
            "content/en/07-races.md:2: a link stands in \"[Why](https://example.org)\"; move it"
                + " into the text");
  }
}
