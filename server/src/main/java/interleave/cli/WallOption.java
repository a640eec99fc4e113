package interleave.cli;

import interleave.isolation.Diagnosis;
import interleave.isolation.Doctor;
import java.nio.file.Path;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The option that asks for a lesser wall than the best, shared by all commands. */
final class WallOption {
  @Option(
      names = "--wall",
      description = "The best wall to try: ${COMPLETION-CANDIDATES}.",
      showDefaultValue = Visibility.ALWAYS,
      defaultValue = "BUBBLEWRAP")
  private Doctor.Wall best = Doctor.Wall.BUBBLEWRAP;

  /** Finds the best wall that works here and was asked for. */
  Diagnosis diagnose() {
    return Doctor.diagnose(Path.of(System.getProperty("java.home")), best);
  }
}
