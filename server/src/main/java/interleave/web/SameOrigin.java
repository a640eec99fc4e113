package interleave.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps foreign pages from running code through a reader's browser.
 *
 * <p>The Host header must name this server: a name in the list, or an address in digits, which no
 * rebinding of a foreign DNS name can forge. A request that changes anything must come from a page
 * of that same host, as the browser's Origin or Sec-Fetch-Site header says; a program that is no
 * browser sends neither.
 */
final class SameOrigin {
  private static final Pattern ADDRESS =
      Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}|\\[[0-9a-f:.%]+]");

  private final Set<String> names;

  /**
   * A gate for a server.
   *
   * @param names host names, without ports, that readers may use beside localhost
   */
  SameOrigin(Set<String> names) {
    this.names = new TreeSet<>();
    this.names.add("localhost");
    names.forEach(n -> this.names.add(n.toLowerCase(Locale.ROOT)));
  }

  /**
   * Checks the Host header.
   *
   * @throws BadRequest when it is missing or names somebody else
   */
  void checkHost(@Nullable String host) throws BadRequest {
    if (host == null || !isOurs(withoutPort(host))) {
      throw new BadRequest(
          403,
          "This server does not answer under that host name; open it under one of "
              + names
              + ", or start it with --allow-host NAME.");
    }
  }

  /**
   * Checks that a request which changes something comes from our own page, or from no page.
   *
   * @throws BadRequest when a foreign page sent it
   */
  void checkOrigin(@Nullable String host, @Nullable String origin, @Nullable String fetchSite)
      throws BadRequest {
    boolean foreign =
        origin != null
            ? !authority(origin).equals(host == null ? "" : host.toLowerCase(Locale.ROOT))
            : fetchSite != null && !fetchSite.equals("same-origin") && !fetchSite.equals("none");
    if (foreign) {
      throw new BadRequest(403, "This request comes from another site's page and is refused.");
    }
  }

  private boolean isOurs(String name) {
    return names.contains(name) || ADDRESS.matcher(name).matches();
  }

  private static String withoutPort(String host) {
    return host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
  }

  private static String authority(String origin) {
    try {
      String authority = new URI(origin).getRawAuthority();
      return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
    } catch (URISyntaxException e) {
      return "";
    }
  }
}
