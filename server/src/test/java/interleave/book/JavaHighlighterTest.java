package interleave.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JavaHighlighterTest {
  /** The tokens of a source in the form {@code class:text}, unescaped. */
  private static List<String> tokens(String source) {
    return Pattern.compile("<span class=\"tok-(\\w+)\">(.*?)</span>", Pattern.DOTALL)
        .matcher(JavaHighlighter.html(source))
        .results()
        .map(found -> found.group(1) + ":" + unescape(found.group(2)))
        .toList();
  }

  private static String unescape(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  @Test
  void keywordsTypesAndNumbersAreMarked() {
    assertThat(tokens("final int n = Integer.MAX_VALUE - 0x7F_FFL + 1_000 * .5e-3f;"))
        .containsExactly(
            "keyword:final",
            "keyword:int",
            "type:Integer",
            "number:0x7F_FFL",
            "number:1_000",
            "number:.5e-3f");
  }

  @Test
  void binaryNumbersAreMarkedWhole() {
    assertThat(tokens("0b1010_1 1e9 3L 0"))
        .containsExactly("number:0b1010_1", "number:1e9", "number:3L", "number:0");
  }

  @Test
  void genericsAreEscapedAndTheirTypesMarked() {
    assertThat(JavaHighlighter.html("Map<K, List<V>> m"))
        .isEqualTo(
            "<span class=\"tok-type\">Map</span>&lt;<span class=\"tok-type\">K</span>, <span"
                + " class=\"tok-type\">List</span>&lt;<span class=\"tok-type\">V</span>&gt;&gt; m");
  }

  @Test
  void textBlocksEndAtTheirThirdQuote() {
    String block = "\"\"\"\n  say \"hi\" and \"\"x \\\"\"\" // no comment\n  \"\"\"";
    assertThat(tokens("var t = " + block + "; int n;"))
        .containsExactly("keyword:var", "string:" + block, "keyword:int");
  }

  @Test
  void stringsMayHoldEscapedQuotesAndComments() {
    assertThat(tokens("f(\"a \\\" // b\", 1)"))
        .containsExactly("string:\"a \\\" // b\"", "number:1");
  }

  @Test
  void charLiteralsMayHoldQuotes() {
    assertThat(tokens("'\"' + '\\'' + '\\\\' + 'x'"))
        .containsExactly("string:'\"'", "string:'\\''", "string:'\\\\'", "string:'x'");
  }

  @Test
  void commentsMayHoldQuotesAndSpanLines() {
    assertThat(tokens("/* it's \"so\"\n */ x(); // isn't\ny();"))
        .containsExactly("comment:/* it's \"so\"\n */", "comment:// isn't");
  }

  @Test
  void annotationsAreMarkedAndAnnotationTypesAreKeywords() {
    assertThat(tokens("@Override @java.lang.Deprecated @interface Guarded {}"))
        .containsExactly(
            "annotation:@Override",
            "annotation:@java.lang.Deprecated",
            "keyword:@interface",
            "type:Guarded");
  }

  @Test
  void contextualKeywordsAreMarkedOnlyWhereTheyAct() {
    assertThat(tokens("sealed interface A permits B {} non-sealed class B {} record P(int x) {}"))
        .contains("keyword:sealed", "keyword:permits", "keyword:non-sealed", "keyword:record");
    assertThat(tokens("Thread.yield(); record = when + var; import module java.base;"))
        .containsExactly("type:Thread", "keyword:import", "keyword:module");
    assertThat(tokens("case P p when p.x() > 0 -> { yield 1; }"))
        .contains("keyword:when", "keyword:yield");
  }

  @Test
  void constantsAreNoTypesButIoIs() {
    assertThat(tokens("IO.println(LOCK, T)")).containsExactly("type:IO", "type:T");
  }

  @Test
  void noCharacterIsLostFromWrongSource() {
    for (String wrong :
        List.of("\"open", "'", "\"\"\"\nopen \\", "/* open", "# $ ` \\ @ @1 0x 1.2.3", "é 日本 \t")) {
      String text = JavaHighlighter.html(wrong).replaceAll("<span class=\"tok-\\w+\">|</span>", "");
      assertThat(unescape(text)).isEqualTo(wrong);
    }
  }

  @Test
  void longSourceNeitherOverflowsNorSlowsDown() {
    String source = "/*" + "*".repeat(100_000) + "\"" + "\\\"".repeat(100_000);
    assertThat(JavaHighlighter.html(source)).startsWith("<span class=\"tok-comment\">");
    assertThat(JavaHighlighter.html("\"\"\"" + "\"x".repeat(100_000))).endsWith("</span>");
  }
}
