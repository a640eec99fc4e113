package interleave.cli;

import interleave.isolation.Diagnosis;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells which isolation this machine can do, what is missing, and the command that mends it. */
@Command(
    name = "doctor",
    description = {
      "Tells how well this machine can wall off readers' code.",
      "Exit status: 0 fit for a class, 1 for one trusted reader, 2 without any wall."
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Mixin private WallOption wall = new WallOption();

  @Override
  public Integer call() {
    Diagnosis diagnosis = wall.diagnose();
    System.out.print(diagnosis.report());
    return diagnosis.exitCode();
  }
}
