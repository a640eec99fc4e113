package interleave.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Finds processes that this JVM's boxes hold, by a word in their command line. */
final class BoxedProcesses {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private BoxedProcesses() {}

  /** All living processes whose command line holds a word. */
  static List<ProcessHandle> with(String word) {
    return ProcessHandle.current()
        .descendants()
        .filter(p -> commandLine(p).contains(word))
        .toList();
  }

  /** Waits until there are exactly so many. */
  static void await(String word, int count) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (var found = with(word); found.size() != count; found = with(word)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(count + " processes with " + word + " wanted; there are " + found);
      }
      Thread.sleep(20); // the kernel tells nobody about other people's processes
    }
  }

  private static String commandLine(ProcessHandle process) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline"));
      return new String(bytes, StandardCharsets.UTF_8).replace('\0', ' ');
    } catch (IOException e) {
      return ""; // it has ended meanwhile
    }
  }
}
