package interleave.web.pages;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts the style sheets that another imports in the place of its imports, so that a browser fetches
 * one file and not first one and then ten.
 */
final class StyleSheets {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^@import url\\(\"(?:\\./)?([\\w-]+\\.css)\"\\);$");

  private final Map<String, byte[]> files;

  /**
   * @param files the bytes of each file by its name, for example {@code css/book.css}
   */
  StyleSheets(Map<String, byte[]> files) {
    this.files = files;
  }

  /**
   * A style sheet with all that it imports from its own folder; imports of any other form, and
   * those of files that are not there, stay as they are.
   */
  byte[] joined(String name) {
    return text(name, List.of(name)).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @param way the sheets that led here; an import of one of them would never end
   */
  private String text(String name, List<String> way) {
    String folder = name.substring(0, name.lastIndexOf('/') + 1);
    String text = new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    return IMPORT
        .matcher(text)
        .replaceAll(
            found -> {
              String imported = folder + found.group(1);
              return Matcher.quoteReplacement(
                  files.containsKey(imported) && !way.contains(imported)
                      ? text(imported, append(way, imported)).strip()
                      : found.group());
            });
  }

  private static List<String> append(List<String> way, String name) {
    return Stream.concat(way.stream(), Stream.of(name)).toList();
  }
}
