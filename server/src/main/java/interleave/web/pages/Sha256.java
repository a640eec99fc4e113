package interleave.web.pages;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256 in the forms that HTTP wants. */
final class Sha256 {
  private Sha256() {}

  static String base64(String text) {
    return Base64.getEncoder()
        .encodeToString(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The first 8 bytes in hexadecimal: short, and no two of a site's files share them. */
  static String shortHex(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes), 0, 8);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
