package interleave.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FenceInfoTest {
  private static FenceInfo parse(String info) throws FenceInfo.Malformed {
    return FenceInfo.parse(info);
  }

  private static String quoted(String inQuotes) throws FenceInfo.Malformed {
    return parse("java run expect=\"" + inQuotes + "\"").value("expect").orElseThrow();
  }

  @Test
  void wordsAndValuesMayComeInAnyOrder() throws Exception {
    FenceInfo info = parse("  java  run timeout=10s readonly id=a ");
    assertThat(info.language()).isEqualTo("java");
    assertThat(info.words()).containsExactly("run", "readonly");
    assertThat(info.values()).containsOnlyKeys("timeout", "id");
    assertThat(info.value("timeout")).contains("10s");
    assertThat(info.value("cores")).isEmpty();
  }

  @Test
  void emptyInfoStringIsAPlainFence() throws Exception {
    assertThat(parse("").language()).isEmpty();
    assertThat(parse("").words()).isEmpty();
  }

  @Test
  void valueMayHoldEqualsSigns() throws Exception {
    assertThat(parse("java run expect=a=b").value("expect")).contains("a=b");
  }

  @Test
  void quotesKeepBlanks() throws Exception {
    assertThat(quoted("a  b")).isEqualTo("a  b");
  }

  @Test
  void backslashesOfARegexAreLiteral() throws Exception {
    assertThat(quoted("\\d+\\.\\\\x")).isEqualTo("\\d+\\.\\\\x");
  }

  @Test
  void escapedQuoteIsPartOfTheValue() throws Exception {
    assertThat(quoted("say \\\"hi\\\" twice")).isEqualTo("say \"hi\" twice");
  }

  @Test
  void escapedBackslashBeforeTheQuoteEndsTheValue() throws Exception {
    assertThat(quoted("C:\\\\")).isEqualTo("C:\\");
    assertThat(quoted("a\\\\\\\"b")).isEqualTo("a\\\"b");
  }
}
