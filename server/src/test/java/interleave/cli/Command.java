package interleave.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command of the program, run in a process of its own as a user runs it.
 *
 * @param status the exit status
 * @param output what it said, errors among it
 */
record Command(int status, String output) {
  private static final long PATIENCE_SECONDS = 120;

  static Command run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    for (String name : List.of("sandbox.jar", "aot", "content", "static")) {
      command.add("-Dinterleave." + name + "=" + System.getProperty("interleave." + name));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "interleave.cli.Main"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end; it said " + output);
    }
    return new Command(process.exitValue(), output);
  }
}
