package interleave.book;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the YAML between the two {@code ---} lines that open a chapter. */
final class FrontMatterReader {
  private static final Set<String> KEYS =
      new TreeSet<>(Set.of("id", "title", "part", "summary", "seeds", "objectives", "teaches"));
  private static final int SEED_SECTIONS = 20;

  /** Readers' texts that belong to no chapter run under this id. */
  private static final String SCRATCH = "scratch";

  private final Complaints complaints;
  private final Map<String, Integer> lines = new HashMap<>();
  private Map<?, ?> values = Map.of();
  private boolean readable;

  private FrontMatterReader(Complaints complaints) {
    this.complaints = complaints;
  }

  /**
   * A file cut in two.
   *
   * @param front what the front matter says; what is missing is empty
   * @param idLine the line of the id, or the first line when there is none
   * @param body the file with blank lines where the front matter was, so that line numbers hold
   */
  record Cut(FrontMatter front, int idLine, String body) {}

  static Cut read(String file, Complaints complaints) {
    List<String> all = file.lines().toList();
    int end = all.isEmpty() || !all.getFirst().equals("---") ? -1 : closing(all);
    if (end < 0) {
      complaints.at(
          1,
          "the chapter has no front matter; begin it with a line ---, then id:, title:, part:,"
              + " summary:, seeds:, objectives: and teaches:, then a line ---");
      return new Cut(new FrontMatter("", "", "", "", List.of(), List.of(), List.of()), 1, file);
    }
    var reader = new FrontMatterReader(complaints);
    reader.load(all.subList(1, end));
    String body = "\n".repeat(end + 1) + String.join("\n", all.subList(end + 1, all.size()));
    return new Cut(reader.frontMatter(), reader.lineOf("id"), body);
  }

  private static int closing(List<String> lines) {
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).equals("---")) {
        return i;
      }
    }
    return -1;
  }

  private void load(List<String> block) {
    for (int i = 0; i < block.size(); i++) {
      int colon = block.get(i).indexOf(':');
      if (colon > 0) {
        lines.putIfAbsent(block.get(i).substring(0, colon), i + 2);
      }
    }
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try {
      Object loaded = new Yaml(new SafeConstructor(options)).load(String.join("\n", block));
      if (loaded instanceof Map<?, ?> map) {
        values = map;
        readable = true;
      } else {
        complaints.at(2, "the front matter is not a list of keys; write lines like id: races");
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine();
      complaints.at(line + 2, "the front matter is not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      complaints.at(2, "the front matter is not YAML: " + e.getMessage());
    }
  }

  private FrontMatter frontMatter() {
    for (Object key : values.keySet()) {
      if (!KEYS.contains(String.valueOf(key))) {
        complaints.at(
            lineOf(String.valueOf(key)),
            "unknown front matter key \"" + key + "\"; the keys are " + String.join(", ", KEYS));
      }
    }
    String id = text("id");
    if (!id.isEmpty() && !Ids.valid(id)) {
      complaints.at(lineOf("id"), Ids.refusal(id));
    } else if (id.equals(SCRATCH)) {
      complaints.at(lineOf("id"), "the id \"scratch\" is that of scratch cells; choose another");
    }
    return new FrontMatter(
        id,
        text("title"),
        text("part"),
        text("summary"),
        seeds(),
        texts("objectives"),
        texts("teaches"));
  }

  private String text(String key) {
    if (!present(key)) {
      return "";
    }
    if (values.get(key) instanceof String text && !text.isBlank()) {
      return text.strip();
    }
    complaints.at(
        lineOf(key), "front matter key \"" + key + "\" must be a text; write " + key + ": \"...\"");
    return "";
  }

  private List<String> texts(String key) {
    if (!present(key)) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    if (values.get(key) instanceof List<?> list && !list.isEmpty()) {
      for (Object entry : list) {
        if (entry instanceof String text && !text.isBlank()) {
          texts.add(text.strip());
        }
      }
      if (texts.size() == list.size()) {
        return texts;
      }
    }
    complaints.at(
        lineOf(key),
        "front matter key \"%s\" must be a list of texts; write %s: [\"...\", \"...\"]"
            .formatted(key, key));
    return List.of();
  }

  private List<Integer> seeds() {
    if (!present("seeds")) {
      return List.of();
    }
    List<Integer> seeds = new ArrayList<>();
    if (values.get("seeds") instanceof List<?> list) {
      for (Object entry : list) {
        if (entry instanceof Integer seed && seed >= 1 && seed <= SEED_SECTIONS) {
          seeds.add(seed);
        }
      }
      if (seeds.size() == list.size()) {
        return seeds;
      }
    }
    complaints.at(
        lineOf("seeds"),
        "front matter key \"seeds\" must be a list of section numbers from 1 to "
            + SEED_SECTIONS
            + "; write seeds: [6] or seeds: []");
    return List.of();
  }

  private boolean present(String key) {
    if (values.containsKey(key)) {
      return true;
    }
    if (readable) {
      complaints.at(1, "the front matter has no \"" + key + "\"; add a line " + key + ": ...");
    }
    return false;
  }

  private int lineOf(String key) {
    return lines.getOrDefault(key, 1);
  }
}
