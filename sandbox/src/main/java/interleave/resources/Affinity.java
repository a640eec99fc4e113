package interleave.resources;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Sets the processors of processes one by one, where no control group can: inherited by all that
 * they start, and boxes may not change it themselves.
 */
final class Affinity {

  private Affinity() {}

  /**
   * Moves processes with all their threads, also those that are started meanwhile.
   *
   * @param processes the processes that there are now, each time it is asked
   * @param processors as the kernel writes lists
   */
  static void set(Supplier<List<Long>> processes, String processors) {
    // Where one cannot be moved none can: they go on where they run.
    Rounds.overAll(processes, pid -> isSet(pid, processors));
  }

  private static boolean isSet(long pid, String processors) {
    try {
      new ProcessBuilder("taskset", "-a", "-c", "-p", processors, Long.toString(pid))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
      return true;
    } catch (IOException notInstalled) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
