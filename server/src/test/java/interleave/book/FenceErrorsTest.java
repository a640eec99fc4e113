package interleave.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FenceErrorsTest {
  private static final String CELL_KEYS =
      "id, needs, timeout, cpu, cores, memory, output, expect, forbid, outcome";

  @TempDir Path temporary;
  private TinyBook book;

  @BeforeEach
  void make() {
    book = new TinyBook(temporary);
  }

  /** What is wrong with a fence that opens on line 11 and holds one line. */
  private List<String> errorsOf(String info) {
    return book.races("\n```" + info + "\nint x = 1;\n```\n").errors();
  }

  @Test
  void unknownKeyIsRefusedWithTheKeysThereAre() {
    assertThat(errorsOf("java run id=a expect=1 timout=10s"))
        .containsExactly(
            "content/en/07-races.md:11: unknown key \"timout\" of a fence run; its keys are "
                + CELL_KEYS
                + ", its flags hidelines, readonly, collapsed, timeline");
  }

  @Test
  void unknownFlagIsRefused() {
    assertThat(errorsOf("java exercise id=a readonly"))
        .contains(
            "content/en/07-races.md:11: unknown flag \"readonly\" of a fence exercise; its keys are"
                + " id, needs, timeout, cpu, cores, memory, output, its flags hidelines, collapsed,"
                + " timeline");
  }

  @Test
  void unknownKindIsRefused() {
    assertThat(errorsOf("java runn id=a expect=1"))
        .containsExactly(
            "content/en/07-races.md:11: unknown kind \"runn\"; after java write run, program,"
                + " benchmark, stress, explore, exercise, check, solution, broken, or nothing for a"
                + " plain listing");
  }

  @Test
  void keysWithoutAKindAreRefused() {
    assertThat(errorsOf("java id=a"))
        .containsExactly(
            "content/en/07-races.md:11: the fence has keys but no kind; after java write run,"
                + " program, benchmark, stress, explore, exercise, check, solution, broken, or"
                + " nothing for a plain listing");
  }

  @Test
  void unknownLanguageIsRefused() {
    assertThat(errorsOf("predcit for=a"))
        .containsExactly(
            "content/en/07-races.md:11: unknown fence \"predcit\"; write java, hint, stored,"
                + " predict, quiz, parsons, svg, or one of text, console, shell, bash, python, c,"
                + " cpp, rust, go, javascript, kotlin, json, xml, yaml, asm");
  }

  @Test
  void repeatedKeyIsRefused() {
    assertThat(errorsOf("java run id=a id=b expect=1"))
        .containsExactly("content/en/07-races.md:11: key \"id\" is repeated; write it once");
  }

  @Test
  void repeatedFlagIsRefused() {
    assertThat(errorsOf("java run id=a expect=1 readonly readonly"))
        .containsExactly("content/en/07-races.md:11: \"readonly\" is repeated; write it once");
  }

  @Test
  void keyWithoutItsValueIsRefused() {
    assertThat(errorsOf("java run id= expect=1"))
        .containsExactly("content/en/07-races.md:11: key \"id\" has no value; write id=...");
    assertThat(errorsOf("java run id expect=1"))
        .contains("content/en/07-races.md:11: key \"id\" has no value; write id=...");
  }

  @Test
  void valueWithoutItsKeyIsRefused() {
    assertThat(errorsOf("java run =a"))
        .containsExactly(
            "content/en/07-races.md:11: a value has no key before its \"=\"; write key=value");
  }

  @Test
  void openQuoteIsRefused() {
    assertThat(errorsOf("java run id=a expect=\"1"))
        .containsExactly("content/en/07-races.md:11: a quote is never closed; close it with \"");
  }

  @Test
  void textAfterAQuoteIsRefused() {
    assertThat(errorsOf("java run id=a expect=\"1\"2"))
        .containsExactly(
            "content/en/07-races.md:11: text follows a closing quote; put a blank after it");
  }

  @Test
  void quoteOutsideAValueIsRefused() {
    assertThat(errorsOf("java run id=a b\"c\""))
        .containsExactly(
            "content/en/07-races.md:11: a quote stands outside a value; write key=\"value\"");
  }

  @Test
  void fenceThatIsNeverClosedIsRefused() {
    assertThat(book.races("\n```java\nint x;\n\n## More\n").errors())
        .containsExactly(
            "content/en/07-races.md:11: the fence that opens here is never closed; add a line ```");
  }

  @Test
  void fenceThatABoxCutsOffIsRefused() {
    assertThat(book.races("> [!NOTE]\n> ```java\n> int x;\n\nmore\n").errors())
        .containsExactly(
            "content/en/07-races.md:11: the fence that opens here is never closed; add a line ```");
  }

  @Test
  void missingIdIsRefused() {
    assertThat(errorsOf("java run expect=1"))
        .containsExactly("content/en/07-races.md:11: the run cell has no id; add id=a-short-name");
  }

  @Test
  void idThatIsNoSlugIsRefused() {
    assertThat(errorsOf("java run id=Lost_Update expect=1"))
        .containsExactly(
            "content/en/07-races.md:11: \"Lost_Update\" is no id; use lower-case letters, digits"
                + " and single hyphens, like lost-update");
  }

  @Test
  void twoCellsOfOneIdAreRefused() {
    assertThat(
            book.races(
                    """
                    ```java run id=a expect=1
                    1
                    ```
                    ```java program id=a expect=1
                    void main() {}
                    ```
                    """)
                .errors())
        .containsExactly(
            "content/en/07-races.md:13: duplicate id \"cell-a\": cell of line 10 has it already;"
                + " give this cell another");
  }

  @Test
  void twoHeadingsOfOneSlugAreRefused() {
    assertThat(book.races("## Why?\n\n## Why\n").errors())
        .containsExactly(
            "content/en/07-races.md:12: duplicate id \"why\": heading of line 10 has it already;"
                + " give this heading another");
  }

  @Test
  void headingThatTakesAnIdOfThePageIsRefused() {
    assertThat(book.races("## Contents\n").errors())
        .containsExactly(
            "content/en/07-races.md:10: duplicate id \"contents\": the page's list of chapters has"
                + " it already; give this heading another");
  }
}
