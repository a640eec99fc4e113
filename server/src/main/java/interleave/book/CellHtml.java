package interleave.book;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;

/** Renders a cell. */
final class CellHtml {
  private final Cell cell;
  private final boolean predicted;
  private final List<String> hints;
  private final List<StoredRun> stored;
  private final StringBuilder html = new StringBuilder();

  /**
   * @param hints the hints of an exercise as HTML
   */
  CellHtml(Block.CellBlock block, List<String> hints) {
    this.cell = block.cell();
    this.predicted = block.predicted();
    this.hints = hints;
    this.stored = block.stored();
  }

  String html() {
    html.append("<figure class=\"cell\" id=\"cell-").append(cell.id()).append('"');
    attribute("cell", cell.id());
    attribute("kind", cell.kind().word());
    attribute("needs", String.join(" ", cell.needs()));
    cell.timeout().ifPresent(timeout -> attribute("timeout", seconds(timeout)));
    cell.limits().cores().ifPresent(cores -> attribute("cores", String.valueOf(cores)));
    if (!cell.arguments().isEmpty()) {
      attribute("arguments", Html.escape(String.join(" ", cell.arguments())));
    }
    flag(CellFlag.READONLY);
    flag(CellFlag.COLLAPSED);
    flag(CellFlag.TIMELINE);
    if (predicted) {
      attribute("predict", "predict-" + cell.id());
    }
    html.append(">\n<figcaption class=\"cell-head\"><span class=\"cell-title\">");
    html.append(cell.id()).append("</span></figcaption>\n");
    hidden(cell.before(), cell.text().linesBefore(), "comes first", "come first");
    html.append(ListingHtml.java(cell.source())).append('\n');
    hidden(cell.after(), cell.text().linesAfter(), "follows", "follow");
    cell.exercise().ifPresent(this::exercise);
    if (!stored.isEmpty()) {
      html.append("<script type=\"application/json\" data-stored>").append(json(stored));
      html.append("</script>\n");
    }
    return html.append("</figure>").toString();
  }

  private void exercise(Exercise exercise) {
    for (int i = 0; i < hints.size(); i++) {
      details(
          "hint",
          hints.size() == 1 ? "Hint" : "Hint %d of %d".formatted(i + 1, hints.size()),
          hints.get(i));
    }
    details("solution", "Show a solution", ListingHtml.java(exercise.solution().text()));
  }

  private void hidden(String lines, int count, String one, String several) {
    if (count == 0 || cell.flags().contains(CellFlag.HIDELINES)) {
      return;
    }
    details(
        "hidden-lines",
        count == 1 ? "1 hidden line " + one : count + " hidden lines " + several,
        "<pre><code>" + JavaHighlighter.html(lines) + "</code></pre>");
  }

  private void details(String cssClass, String summary, String content) {
    html.append("<details class=\"%s\"><summary>%s</summary>".formatted(cssClass, summary));
    html.append(content).append("</details>\n");
  }

  /** A data block: no browser runs it, and nothing in it can end it. */
  private static String json(List<StoredRun> runs) {
    try {
      return new ObjectMapper().writeValueAsString(runs).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records always become JSON", e);
    }
  }

  private void attribute(String name, String value) {
    html.append(" data-").append(name).append("=\"").append(value).append('"');
  }

  private void flag(CellFlag flag) {
    if (cell.flags().contains(flag)) {
      html.append(" data-").append(flag.word());
    }
  }

  private static String seconds(Duration timeout) {
    return timeout.toMillis() % 1000 == 0
        ? String.valueOf(timeout.toSeconds())
        : String.valueOf(timeout.toMillis() / 1000.0);
  }
}
