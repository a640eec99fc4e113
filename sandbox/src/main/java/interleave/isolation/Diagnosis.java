package interleave.isolation;

import interleave.resources.ResourceControl;
import java.util.List;

/**
 * What {@link Doctor} found: the best isolation that works on this machine, and what is missing for
 * a better one.
 *
 * @param chosen an isolation that was seen to work, or {@link None}
 * @param starts whether a box starts at all, if only without a wall
 * @param control what will hold the processes of a box together to its limits
 * @param findings in the order in which they are told
 */
public record Diagnosis(
    Isolation chosen, boolean starts, ResourceControl control, List<Finding> findings) {

  private static final int WIDTH = 100;
  private static final String MARGIN = " ".repeat(8);
  private static final String DEEPER = " ".repeat(10);

  /** Copies the list. */
  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /** The exit code of {@code doctor}: 0 if bubblewrap works, 1 if only a fallback, 2 if nothing. */
  public int exitCode() {
    return switch (chosen) {
      case Bubblewrap _ -> 0;
      case Landlock _ -> 1;
      case None _ -> 2;
    };
  }

  /** What these walls do not stop, one full sentence each, for operators and for the page. */
  public List<String> weaknesses() {
    return findings.stream().filter(Finding.Weak.class::isInstance).map(Finding::sentence).toList();
  }

  /**
   * The report for a terminal: lines of about 100 columns that end with a line feed, no colours,
   * the verdict last. Only commands to be copied may be longer.
   */
  public String report() {
    StringBuilder report = new StringBuilder();
    findings.forEach(finding -> tell(finding, report, true));
    return report.append(verdict()).toString();
  }

  /**
   * What of the report belongs into a server's log: all of it if the wall is a fallback; else what
   * is weak or lacking, and the verdict.
   */
  public String logged() {
    if (!chosen.mayServeOthers()) {
      return report();
    }
    StringBuilder log = new StringBuilder();
    boolean lacks = false;
    for (Finding finding : findings) {
      switch (finding) {
        case Finding.Weak _ -> tell(finding, log, false);
        case Finding.Lacks _ -> {
          tell(finding, log, false);
          lacks = true;
        }
        case Finding.Works _, Finding.Broken _ -> {}
      }
    }
    if (lacks) {
      log.append(MARGIN).append("The command doctor tells how to get what it lacks.\n");
    }
    return log.append(verdict()).toString();
  }

  private String verdict() {
    if (!starts) {
      return "Isolation: none. Nothing can be run here, only read.\n";
    }
    return "Isolation: %s, limits by %s. %s\n"
        .formatted(
            chosen.name(),
            control.name(),
            chosen.mayServeOthers()
                ? "A class may use this server."
                : "For one reader on this machine only.");
  }

  private static void tell(Finding finding, StringBuilder report, boolean withRemedies) {
    switch (finding) {
      case Finding.Works(String sentence) -> wrap("works   " + sentence, report);
      case Finding.Weak(String sentence) -> wrap("weak    " + sentence, report);
      case Finding.Lacks(String sentence, String remedy) -> {
        wrap("lacks   " + sentence, report);
        if (withRemedies) {
          mend("To get it:", remedy, report);
        }
      }
      case Finding.Broken(String sentence, String remedy) -> {
        wrap("broken  " + sentence, report);
        if (withRemedies) {
          mend("To mend it:", remedy, report);
        }
      }
    }
  }

  private static void mend(String heading, String remedy, StringBuilder report) {
    report.append(MARGIN).append(heading).append('\n');
    remedy.strip().lines().forEach(line -> report.append(DEEPER).append(line).append('\n'));
  }

  /** The first word keeps the spaces behind it, which set the sentences below each other. */
  private static void wrap(String text, StringBuilder report) {
    int column = 0;
    for (String word : text.split("(?<! ) (?! )")) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        report.append('\n').append(MARGIN);
        column = MARGIN.length();
      } else if (column > 0) {
        report.append(' ');
        column++;
      }
      report.append(word);
      column += word.length();
    }
    report.append('\n');
  }
}
