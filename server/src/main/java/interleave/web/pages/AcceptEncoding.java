package interleave.web.pages;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the {@code Accept-Encoding} header (RFC 9110, section 12.5.3). */
final class AcceptEncoding {
  private AcceptEncoding() {}

  /**
   * Whether gzip is welcome, and no less so than uncompressed text.
   *
   * @param header the header; null when the request has none
   */
  static boolean gzip(@Nullable String header) {
    if (header == null) {
      return false;
    }
    double gzip = -1;
    double any = -1;
    double identity = -1;
    for (String element : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = element.split(";", -1);
      switch (parts[0].strip()) {
        case "gzip", "x-gzip" -> gzip = weight(parts);
        case "*" -> any = weight(parts);
        case "identity" -> identity = weight(parts);
        default -> {}
      }
    }
    double wanted = gzip >= 0 ? gzip : any;
    return wanted > 0 && wanted >= identity;
  }

  /** The q of an element, 1 when it has none, 0 when it cannot be read. */
  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        String q = parameter.substring(2).strip();
        return q.matches("[01](\\.\\d{0,3})?") ? Double.parseDouble(q) : 0;
      }
    }
    return 1;
  }
}
