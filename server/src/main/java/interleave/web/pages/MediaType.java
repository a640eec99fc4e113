package interleave.web.pages;

import java.util.Map;
import java.util.Optional;

/** The kinds of file that are served, by their extension. */
final class MediaType {
  static final String HTML = "text/html; charset=utf-8";
  static final String JAVASCRIPT = "text/javascript; charset=utf-8";

  private static final Map<String, String> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("js", JAVASCRIPT),
          Map.entry("json", "application/json; charset=utf-8"),
          Map.entry("svg", "image/svg+xml; charset=utf-8"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"));

  private MediaType() {}

  /** The type of a file; empty when files of its kind are not served. */
  static Optional<String> of(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot <= 0
        ? Optional.empty()
        : Optional.ofNullable(BY_EXTENSION.get(fileName.substring(dot + 1)));
  }

  /** Whether files of a type are text, which compresses well. */
  static boolean isText(String type) {
    return type.endsWith("charset=utf-8");
  }
}
