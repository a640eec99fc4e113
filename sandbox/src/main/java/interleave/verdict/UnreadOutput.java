package interleave.verdict;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds how much a child process has printed that this JVM has not read. */
final class UnreadOutput {
  /** A pipe holds 64 KiB, and a write of up to 4 KiB waits until all of it fits. */
  private static final int FULL = (64 << 10) - (4 << 10);

  private UnreadOutput() {}

  /**
   * The bytes in a pipe of the child's that are so many that the child must wait; empty when there
   * is no such pipe, or the process table does not tell.
   */
  static Optional<Integer> fillsThePipeOf(long pid) {
    for (int descriptor = 1; descriptor <= 2; descriptor++) {
      try {
        Path pipe = Files.readSymbolicLink(Path.of("/proc/" + pid + "/fd/" + descriptor));
        int unread = pipe.toString().startsWith("pipe:") ? unread(pipe) : 0;
        if (unread >= FULL) {
          return Optional.of(unread);
        }
      } catch (IOException e) {
        continue; // it has ended, or is none that we may look at
      }
    }
    return Optional.empty();
  }

  /** Asks our own end of the pipe; nothing is taken out of it. */
  private static int unread(Path pipe) throws IOException {
    try (DirectoryStream<Path> ours = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path end : ours) {
        if (Files.isSymbolicLink(end) && Files.readSymbolicLink(end).equals(pipe)) {
          try (FileInputStream in = new FileInputStream(end.toFile())) {
            return in.available();
          }
        }
      }
    }
    return 0;
  }
}
