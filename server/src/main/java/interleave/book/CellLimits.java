package interleave.book;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the author asks for a cell; the server's own limits bound it.
 *
 * @param timeout how long the cell may run, more than zero; empty for the server's default
 * @param cpu how much processor time it may use, more than zero; empty for the server's default
 * @param cores how many cores it wants, 1 to 64
 * @param memoryMiB memory that all processes of the session may have while it runs, in MiB, at
 *     least 96, which a JVM takes for itself
 * @param outputBytes how much it may print, in bytes, at least 1024
 */
public record CellLimits(
    Optional<Duration> timeout,
    Optional<Duration> cpu,
    OptionalInt cores,
    OptionalInt memoryMiB,
    OptionalLong outputBytes) {
  /** Nothing asked for. */
  public static final CellLimits DEFAULTS =
      new CellLimits(
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalLong.empty());
}
