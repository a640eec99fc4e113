package interleave.cli;

import interleave.run.LimitName;
import interleave.run.RunLimits;
import java.util.List;
import picocli.CommandLine.Option;

/** The option by which an operator sets limits. */
final class LimitOption {
  @Option(
      names = "--limit",
      paramLabel = "NAME=VALUE",
      description =
          "A limit, such as session-heap=512m, timeout=20s or sessions=400; may be repeated."
              + " \"--limit help\" lists them all.")
  private List<String> settings = List.of();

  /** Whether the list of limits is asked for. */
  boolean asksForHelp() {
    return settings.contains("help");
  }

  /**
   * The limits as set.
   *
   * @throws IllegalArgumentException with a sentence for the operator, when they cannot be
   */
  RunLimits limits() {
    return RunLimits.of(settings.toArray(String[]::new));
  }

  /** Every limit with its range, its default and its meaning, a line each. */
  static String list() {
    StringBuilder list = new StringBuilder();
    list.append("%-21s %-24s %-29s %s%n".formatted("NAME", "RANGE", "DEFAULT", "WHAT IS LIMITED"));
    for (LimitName name : LimitName.values()) {
      list.append(
          "%-21s %-24s %-29s %s%n"
              .formatted(name.written(), name.range(), name.usual(), name.meaning()));
    }
    return list.toString();
  }
}
