package interleave.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The program: an interactive textbook and the system that serves it. */
@Command(
    name = "interleave",
    description = "Concurrency and Parallelism in Java: an interactive textbook.",
    mixinStandardHelpOptions = true,
    version = "interleave 0.1.0",
    subcommands = {ServeCommand.class, CheckCommand.class, DoctorCommand.class})
public final class Main implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  /** Runs a command; the exit status is 0 when all is well, 2 for a wrong command line. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, which takes names of walls in any case. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::explain);
  }

  /** Tells what the machine refused in a sentence; what is our own fault keeps its trace. */
  private static int explain(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    if (failure instanceof IOException) {
      command.getErr().println("interleave: " + failure.getMessage());
      return 1;
    }
    throw failure;
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(System.out);
    }
  }
}
