package interleave.cli;

import interleave.isolation.Diagnosis;
import interleave.isolation.Doctor;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells which isolation this machine can do, what is missing, and the command that mends it. */
@Command(
    name = "doctor",
    description = {
      "Tells how well this machine can wall off readers' code.",
      "Exit status: 0 fit for a class, 1 for one trusted reader, 2 without any wall."
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--wall",
      description = "The best wall to try: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.",
      defaultValue = "BUBBLEWRAP")
  private Doctor.Wall wall = Doctor.Wall.BUBBLEWRAP;

  @Override
  public Integer call() {
    Diagnosis diagnosis = Doctor.diagnose(Path.of(System.getProperty("java.home")), wall);
    System.out.print(diagnosis.report());
    return diagnosis.exitCode();
  }
}
