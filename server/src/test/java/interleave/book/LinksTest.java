package interleave.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksTest {
  @TempDir Path temporary;
  private TinyBook book;

  @BeforeEach
  void make() {
    book = new TinyBook(temporary);
    book.chapter("09-deadlock.md", "## Coffman's conditions\n");
  }

  private List<String> errorsOf(String text) {
    return book.races("\n" + text + "\n").errors();
  }

  private String html(String text) {
    return book.races("\n" + text + "\n").html();
  }

  @Test
  void linkToAChapterBecomesItsAddress() {
    assertThat(html("[Deadlock](09-deadlock.md)"))
        .isEqualTo("<p><a href=\"/en/deadlock\">Deadlock</a></p>");
    assertThat(html("[it](09-deadlock.md#coffmans-conditions)"))
        .isEqualTo("<p><a href=\"/en/deadlock#coffmans-conditions\">it</a></p>");
  }

  @Test
  void linkByReferenceBecomesAnAddressToo() {
    assertThat(html("[it][d]\n\n[d]: 09-deadlock.md"))
        .isEqualTo("<p><a href=\"/en/deadlock\">it</a></p>");
  }

  @Test
  void linkToAnotherHostStaysAsItIs() {
    assertThat(html("[JLS](https://docs.oracle.com/a?b=c&d=e#f)"))
        .isEqualTo("<p><a href=\"https://docs.oracle.com/a?b=c&amp;d=e#f\">JLS</a></p>");
  }

  @Test
  void linkToACellOfThePageIsRight() {
    assertThat(errorsOf("[up](#cell-a)\n\n```java run id=a expect=1\n1\n```")).isEmpty();
  }

  @Test
  void linkToAChapterThatIsNotWrittenIsRefused() {
    assertThat(errorsOf("See [Locks](08-locks.md)."))
        .containsExactly(
            "content/en/07-races.md:11: dead link: there is no chapter 08-locks.md; name it in"
                + " plain words until it is written");
  }

  @Test
  void linkToAnAnchorThatIsNotThereIsRefused() {
    assertThat(errorsOf("[x](09-deadlock.md#coffman)"))
        .containsExactly(
            "content/en/07-races.md:11: dead link: 09-deadlock.md has no anchor #coffman; its"
                + " headings make #coffmans-conditions");
  }

  @Test
  void linkToAnAnchorOfThisPageThatIsNotThereIsRefused() {
    assertThat(errorsOf("[x](#end)\n\n## The end"))
        .containsExactly(
            "content/en/07-races.md:11: dead link: this chapter has no anchor #end; its headings"
                + " make #the-end");
  }

  @Test
  void linkOfAnyOtherFormIsRefused() {
    assertThat(errorsOf("[x](javascript:alert)"))
        .containsExactly(
            "content/en/07-races.md:11: dead link \"javascript:alert\"; link to a chapter's file"
                + " like 07-races.md#slug, to #slug, or https://");
    assertThat(errorsOf("[x](../img/x.png)")).hasSize(1);
    assertThat(errorsOf("<javascript:alert>"))
        .containsExactly(
            "content/en/07-races.md:11: dead link <javascript:alert>; write <https://...>");
  }

  @Test
  void referenceThatIsNotDefinedIsRefused() {
    assertThat(errorsOf("[text][nowhere]"))
        .containsExactly(
            "content/en/07-races.md:11: dead link: nothing defines [nowhere]; add a line [nowhere]:"
                + " https://...");
  }

  @Test
  void bracketsInProseAreNoLinks() {
    assertThat(html("take a[i] and [that]")).isEqualTo("<p>take a[i] and [that]</p>");
  }

  @Test
  void linkInsideAQuizIsChecked() {
    assertThat(errorsOf("```quiz id=q\nWhy?\n(x) a\n    [x](gone.md)\n( ) b\n---\nSo.\n```"))
        .containsExactly(
            "content/en/07-races.md:14: dead link: there is no chapter gone.md; name it in plain"
                + " words until it is written");
  }
}
