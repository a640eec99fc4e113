package interleave.isolation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import interleave.resources.Rounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Finds and kills all processes that came from one, where no pid namespace does it for us. */
final class ProcessTree {

  /** The environment variable that marks the processes of a box on the host's process table. */
  static final String MARK = "INTERLEAVE_BOX";

  private ProcessTree() {}

  /** Kills processes, in rounds until no new one is seen. */
  static void kill(Supplier<List<Long>> processes) {
    Rounds.overAll(
        processes,
        pid -> {
          ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
          return true;
        });
  }

  /**
   * Kills the processes that bear a mark in the environment they were started with, wherever they
   * hang in the process table. One that was started with another environment is not found.
   *
   * @param mark the value of {@link #MARK}; nothing happens if it is empty, or without /proc
   */
  static void killMarked(String mark) {
    if (mark.isEmpty() || !Files.isDirectory(Path.of("/proc/self"))) {
      return;
    }
    String entry = MARK + "=" + mark + "\0";
    kill(
        () ->
            ProcessHandle.allProcesses()
                .filter(process -> environmentOf(process).contains(entry))
                .map(ProcessHandle::pid)
                .toList());
  }

  private static String environmentOf(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", process.pid() + "", "environ"), ISO_8859_1);
    } catch (IOException goneOrNotOurs) {
      return "";
    }
  }
}
