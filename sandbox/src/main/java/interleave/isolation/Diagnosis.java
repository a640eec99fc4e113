package interleave.isolation;

import interleave.resources.ResourceControl;
import java.util.List;

/**
 * What {@link Doctor} found: the best isolation that works on this machine, and what is missing for
 * a better one.
 *
 * @param chosen an isolation that was seen to work, or {@link None}
 * @param control what will hold the processes of a box together to its limits
 * @param findings in the order in which they were found
 */
public record Diagnosis(Isolation chosen, ResourceControl control, List<Finding> findings) {

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

  /** The report for a terminal or a log: lines that end with a line feed, no colours. */
  public String report() {
    StringBuilder report = new StringBuilder();
    for (Finding finding : findings) {
      switch (finding) {
        case Finding.Works(String sentence) -> report.append("works   ").append(sentence);
        case Finding.Weak(String sentence) -> report.append("weak    ").append(sentence);
        case Finding.Broken(String sentence, String remedy) ->
            report
                .append("broken  ")
                .append(sentence)
                .append("\n        To mend it:\n")
                .append(remedy.strip().indent(10).stripTrailing());
      }
      report.append('\n');
    }
    return report
        .append("Isolation: ")
        .append(chosen.name())
        .append(", limits by ")
        .append(control.name())
        .append(
            chosen.mayServeOthers()
                ? ". A class may use this server.\n"
                : ". For one reader on this machine only.\n")
        .toString();
  }
}
