package interleave.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
  private static final String FENCE = "```svg file=a.svg alt=\"Two lanes & more\"\n```\n";

  @TempDir Path temporary;
  private TinyBook book;

  @BeforeEach
  void make() {
    book = new TinyBook(temporary);
  }

  private static String svg(String attributes, String inside) {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 700 100\" %s>%s</svg>"
        .formatted(attributes, inside);
  }

  private List<String> errorsOf(String svg) {
    return book.picture("a.svg", svg).races(FENCE).errors();
  }

  private static String error(String what) {
    return "content/en/07-races.md:10: the picture img/a.svg " + what;
  }

  @Test
  void pictureStandsInThePageWithItsTextAlternative() {
    book.picture(
        "a.svg",
        svg(
            "role=\"none\"",
            "<!-- who --><marker id=\"arrow\"/><path class=\"line t1-line\""
                + " marker-end=\"url(#arrow)\"/><use href=\"#arrow\"/>"
                + "<text font-size=\"15\">a &lt; b</text>"));
    assertThat(
            book.races("```svg file=a.svg alt=\"Two \\\"lanes\\\"\" caption=\"The *lanes*\"\n```\n")
                .html())
        .isEqualTo(
            "<figure class=\"picture\"><svg viewBox=\"0 0 700 100\""
                + " xmlns=\"http://www.w3.org/2000/svg\" width=\"700\" height=\"100\" role=\"img\""
                + " aria-label=\"Two &quot;lanes&quot;\"><marker id=\"pic-a-arrow\"/>"
                + "<path class=\"line t1-line\" marker-end=\"url(#pic-a-arrow)\"/>"
                + "<use href=\"#pic-a-arrow\"/><text font-size=\"15\">a &lt; b</text></svg>"
                + "<figcaption>The <em>lanes</em></figcaption></figure>");
  }

  @Test
  void pictureThatIsNotThereIsRefused() {
    assertThat(book.races(FENCE).errors())
        .containsExactly(
            "content/en/07-races.md:10: there is no picture img/a.svg; draw it or correct the"
                + " name");
  }

  @Test
  void pictureWithoutAFileIsRefused() {
    assertThat(book.races("```svg alt=a\n```\n").errors())
        .containsExactly(
            "content/en/07-races.md:10: the picture names no file; add file=lost-update.svg");
  }

  @Test
  void pictureOutsideItsFolderIsRefused() {
    assertThat(book.races("```svg file=../a.svg alt=a\n```\n").errors())
        .containsExactly(
            "content/en/07-races.md:10: file=../a.svg is no picture's name; write it like"
                + " file=lost-update.svg");
  }

  @Test
  void pictureWithoutATextAlternativeIsRefused() {
    assertThat(book.picture("a.svg", svg("", "")).races("```svg file=a.svg\n```\n").errors())
        .containsExactly(
            "content/en/07-races.md:10: the picture has no text alternative; add alt=\"what it"
                + " shows\"");
  }

  @Test
  void pictureFenceWithTextIsRefused() {
    assertThat(
            book.picture("a.svg", svg("", "")).races("```svg file=a.svg alt=a\nx\n```\n").errors())
        .containsExactly("content/en/07-races.md:10: an svg fence has text in it; leave it empty");
  }

  @Test
  void pictureShownTwiceIsRefused() {
    assertThat(book.picture("a.svg", svg("", "")).races(FENCE + FENCE).errors())
        .containsExactly(
            "content/en/07-races.md:12: the picture a.svg stands here a second time; show it once");
  }

  @Test
  void scriptIsRefused() {
    assertThat(errorsOf(svg("", "<script>alert(1)</script>")))
        .containsExactly(
            error("holds <script>; draw with plain shapes, text and the site's classes"));
  }

  @Test
  void styleElementIsRefused() {
    assertThat(errorsOf(svg("", "<style>* {}</style>")))
        .containsExactly(
            error("holds <style>; draw with plain shapes, text and the site's classes"));
  }

  @Test
  void styleAttributeIsRefused() {
    assertThat(errorsOf(svg("", "<path style=\"fill: red\"/>")))
        .containsExactly(error("has the attribute style on <path>; use the site's classes"));
  }

  @Test
  void eventAttributeIsRefused() {
    assertThat(errorsOf(svg("onload=\"x()\"", "")))
        .containsExactly(error("has the attribute onload on <svg>; use the site's classes"));
  }

  @Test
  void referenceToAnotherPlaceIsRefused() {
    assertThat(errorsOf(svg("", "<use href=\"https://example.org/x\"/>")))
        .containsExactly(
            error(
                "refers to \"https://example.org/x\"; refer to a place in the picture, like"
                    + " #arrow"));
    assertThat(errorsOf(svg("", "<path fill=\"url(https://example.org/x)\"/>"))).hasSize(1);
  }

  @Test
  void sizeIsRefused() {
    assertThat(errorsOf(svg("width=\"700\"", "")))
        .containsExactly(error("has a width; drop it, the page sets the size"));
  }

  @Test
  void pictureWithoutAViewBoxIsRefused() {
    assertThat(errorsOf("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"))
        .containsExactly(error("has no viewBox; add viewBox=\"0 0 720 300\""));
  }

  @Test
  void pictureTooWideForAPhoneIsRefused() {
    assertThat(errorsOf(svg("", "").replace("700", "900")))
        .containsExactly(error("is wider than 720; narrow its viewBox and the drawing"));
  }

  @Test
  void textTooSmallForAPhoneIsRefused() {
    assertThat(errorsOf(svg("", "<text font-size=\"12\">a</text>")))
        .containsExactly(error("has text of size 12, too small on a phone; use at least 15"));
  }

  @Test
  void unknownClassIsRefused() {
    assertThat(errorsOf(svg("", "<path class=\"line red\"/>")))
        .containsExactly(error("uses the class \"red\"; use those of the authoring guide"));
  }

  @Test
  void fileThatIsNoSvgIsRefused() {
    assertThat(errorsOf("<html/>"))
        .contains(error("begins with <html>; begin with <svg viewBox=\"...\">"));
  }

  @Test
  void fileThatIsNoXmlIsRefused() {
    assertThat(errorsOf("<svg>"))
        .singleElement()
        .asString()
        .startsWith(error("is not well-formed XML: "));
  }

  @Test
  void documentTypeIsRefused() {
    assertThat(errorsOf("<!DOCTYPE svg [<!ENTITY a \"b\">]>" + svg("", "&a;")))
        .singleElement()
        .asString()
        .startsWith(error("is not well-formed XML: "));
  }
}
