package interleave.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StyleSheetsTest {
  private static String joined(Map<String, String> sheets) {
    Map<String, byte[]> files = new TreeMap<>();
    sheets.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return new String(new StyleSheets(files).joined("css/book.css"), StandardCharsets.UTF_8);
  }

  @Test
  void importedSheetsStandInThePlaceOfTheirImports() {
    assertThat(
            joined(
                Map.of(
                    "css/book.css",
                        "/* top */\n@import url(\"a.css\");\n@import url(\"./b.css\");\np {}\n",
                    "css/a.css", "a { content: \"$1 \\\\\"; }\n",
                    "css/b.css", "@import url(\"c.css\");\nb {}\n",
                    "css/c.css", "c {}\n")))
        .isEqualTo("/* top */\na { content: \"$1 \\\\\"; }\nc {}\nb {}\np {}\n");
  }

  @Test
  void importsThatCannotBeJoinedStay() {
    String sheet =
        """
        @import url("gone.css");
        @import url("book.css");
        @import url("a.css") print;
        """;
    assertThat(joined(Map.of("css/book.css", sheet, "css/a.css", "a {}"))).isEqualTo(sheet);
  }

  @Test
  void circleOfImportsEnds() {
    assertThat(
            joined(
                Map.of(
                    "css/book.css", "@import url(\"a.css\");\n",
                    "css/a.css", "@import url(\"book.css\");\na {}\n")))
        .isEqualTo("@import url(\"book.css\");\na {}\n");
  }
}
