package interleave.book;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What every page says where the wall around readers' code is not the full one.
 *
 * @param sentence what a reader should know before running anything, plain text
 * @param weaknesses what the wall does not stop, one full sentence each, plain text
 * @param remedy how to mend it, plain text
 */
public record WallNotice(String sentence, List<String> weaknesses, String remedy) {
  /** Copies the list. */
  public WallNotice {
    weaknesses = List.copyOf(weaknesses);
  }

  /** Closed at first, so that it does not shout. */
  String html() {
    String list =
        weaknesses.stream()
            .map(weakness -> "<li>" + Html.escape(weakness) + "</li>\n")
            .collect(Collectors.joining());
    return """
    <details class="wall-notice"><summary>%s</summary>
    %s<p>%s</p></details>
    """
        .formatted(
            Html.escape(sentence),
            list.isEmpty() ? "" : "<ul>\n" + list + "</ul>\n",
            Html.escape(remedy));
  }
}
