package interleave.book;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a stored run from its fence: a line {@code outcome = count} for each outcome. */
final class StoredRunReader {
  private static final Pattern LINE =
      Pattern.compile("\\s*(.*\\S)\\s*=\\s*(\\d{1,3}(?:,\\d{3}){1,5}|\\d{1,18})\\s*");

  private StoredRunReader() {}

  static StoredRun read(TypedFence fence, Complaints complaints) {
    String machine = fence.info().value("machine").orElse("").strip();
    if (machine.isEmpty()) {
      complaints.at(fence.line(), "the stored run does not say where; add machine=\"...\"");
    }
    List<StoredRun.Row> rows = new ArrayList<>();
    Set<String> known = new HashSet<>();
    List<String> lines = fence.body().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      Matcher matcher = LINE.matcher(lines.get(i));
      if (!matcher.matches()) {
        complaints.at(fence.line() + 1 + i, "a stored run has lines like: 0, 1 = 4,100,200");
      } else if (!known.add(matcher.group(1))) {
        complaints.at(
            fence.line() + 1 + i,
            "the stored run tells of \"%s\" twice; keep one".formatted(matcher.group(1)));
      } else {
        rows.add(
            new StoredRun.Row(matcher.group(1), Long.parseLong(matcher.group(2).replace(",", ""))));
      }
    }
    if (rows.isEmpty()) {
      complaints.at(fence.line(), "the stored run is empty; write a line for each outcome");
    }
    return new StoredRun(machine, rows);
  }
}
