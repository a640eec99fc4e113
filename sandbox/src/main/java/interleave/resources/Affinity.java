package interleave.resources;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    Set<Long> moved = new HashSet<>();
    List<Long> others;
    do {
      others = processes.get().stream().filter(moved::add).toList();
      for (long pid : others) {
        if (!isSet(pid, processors)) {
          return; // then they go on where they run
        }
      }
    } while (!others.isEmpty());
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
