package interleave.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Tells whether anything else of this machine took part of the processors during a measurement. */
final class Disturbance {
  private static final Path STATISTICS = Path.of("/proc/stat");

  /** The kernel tells times to programs in these steps, on every architecture (USER_HZ). */
  private static final long STEP_NANOS = 10_000_000;

  /** Where the columns idle and iowait stand after the word cpu; the others are work, or stolen. */
  private static final int IDLE = 3;

  private static final int IO_WAIT = 4;

  /** Of all columns, guest times are in user time already. */
  private static final int COLUMNS = 8;

  /** Percent of one processor that the system itself and this server may take. */
  private static final int UNHEARD = 10;

  private final Supplier<Duration> own;
  private final long began = System.nanoTime();
  private final long busyBefore = busyNanos();
  private final Duration ownBefore;

  /**
   * Listens from now on.
   *
   * @param own the processor time of what is being measured
   */
  Disturbance(Supplier<Duration> own) {
    this.own = own;
    this.ownBefore = own.get();
  }

  /** Whether others have been quiet so far; false also where the system does not tell. */
  boolean isQuiet() {
    long busy = busyNanos();
    if (busy < 0 || busyBefore < 0) {
      return false;
    }
    long others = busy - busyBefore - own.get().minus(ownBefore).toNanos();
    return others * 100 <= (System.nanoTime() - began) * UNHEARD + 3 * STEP_NANOS * 100;
  }

  /** What all processors have worked since the start of the machine; -1 where it is not told. */
  private static long busyNanos() {
    try (Stream<String> lines = Files.lines(STATISTICS)) {
      String[] words = lines.findFirst().orElse("").split("\\s+");
      long steps = 0;
      for (int column = 0; column < COLUMNS; column++) {
        steps += column == IDLE || column == IO_WAIT ? 0 : Long.parseLong(words[column + 1]);
      }
      return steps * STEP_NANOS;
    } catch (IOException | RuntimeException e) {
      return -1;
    }
  }
}
