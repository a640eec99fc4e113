package interleave.isolation;

import static java.util.Locale.ROOT;

import interleave.isolation.Attack.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Writes {@code target/attacks.md} when all tests have run: every attack, and what was seen. */
final class AttackReport implements AutoCloseable {

  private static final Path FILE = Path.of("target", "attacks.md");
  private static final int LONGEST = 140;

  private final Map<String, Map<String, String>> themes = new ConcurrentSkipListMap<>();

  /** The one report of a test run. */
  static AttackReport of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(AttackReport.class))
        .getOrComputeIfAbsent(AttackReport.class, _ -> new AttackReport(), AttackReport.class);
  }

  /** Writes down what was seen. */
  void saw(String theme, String attack, Trial trial, String seen) {
    String wall = trial.wall().name().toLowerCase(ROOT);
    boolean control = trial.change().isPresent();
    boolean works = trial.open().filter(seen::matches).isPresent();
    String row =
        "| %s | %s | %s | %s |\n"
            .formatted(
                attack,
                control ? "control: " + wall : wall,
                control
                    ? "without " + trial.layer()
                    : works ? "**works**; named: " + trial.weakness() : trial.layer(),
                cell(seen));
    themes
        .computeIfAbsent(theme, _ -> new ConcurrentSkipListMap<>())
        .put("%s %b %s %s".formatted(attack, control, trial.wall().ordinal(), trial.layer()), row);
  }

  private static String cell(String seen) {
    String line = seen.replace("|", "\\|").replace("\n", " ");
    return "`%s`".formatted(line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
  }

  @Override
  public void close() throws IOException {
    StringBuilder text = new StringBuilder("# Attacks, and what was seen of each\n");
    themes.forEach(
        (theme, rows) -> {
          text.append("\n## ").append(theme).append("\n\n");
          text.append("| attack | wall | layer that stops it | seen |\n|---|---|---|---|\n");
          rows.values().forEach(text::append);
        });
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, text);
  }
}
