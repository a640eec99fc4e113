package interleave.book;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The ids of one page: how they are written, and that each stands once. */
final class Ids {
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** Ids that the page itself uses. */
  private static final Map<String, String> OF_THE_PAGE =
      Map.of("main", "the page's text", "contents", "the page's list of chapters");

  private final Map<String, String> owners = new HashMap<>(OF_THE_PAGE);
  private final Complaints complaints;

  Ids(Complaints complaints) {
    this.complaints = complaints;
  }

  static boolean valid(String id) {
    return ID.matcher(id).matches();
  }

  static String refusal(String id) {
    String better = slug(id);
    return "\"%s\" is no id; use lower-case letters, digits and single hyphens, like %s"
        .formatted(id, better.isEmpty() ? "lost-update" : better);
  }

  /** The text in lower case with hyphens between its words; empty when nothing is left. */
  static String slug(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replaceAll("['’]", "")
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }

  /** Takes an id for its owner; complains when it is taken already. */
  void take(String id, String owner, int line) {
    String first = owners.putIfAbsent(id, owner + " of line " + line);
    if (first != null) {
      complaints.at(
          line,
          "duplicate id \"%s\": %s has it already; give this %s another"
              .formatted(id, first, owner));
    }
  }

  boolean taken(String id) {
    return owners.containsKey(id);
  }
}
