package interleave.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Knows a reader again by a random cookie; there is nothing else to know. */
final class ReaderCookie {
  private static final String NAME = "interleave";
  private static final int BYTES = 16;
  private static final int ONE_WEEK = 7 * 24 * 3600;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + 2 * BYTES + "}");

  private final SecureRandom random = new SecureRandom();

  /** The reader's secret, made and set now if the request has none. */
  String of(Context context) {
    String known = context.cookie(NAME);
    if (known != null && FORM.matcher(known).matches()) {
      return known;
    }
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    String made = HexFormat.of().formatHex(secret);
    Cookie cookie = new Cookie(NAME, made);
    cookie.setPath("/");
    cookie.setMaxAge(ONE_WEEK);
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    cookie.setSecure("https".equals(context.header("X-Forwarded-Proto")));
    context.cookie(cookie);
    return made;
  }
}
