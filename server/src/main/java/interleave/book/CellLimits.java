package interleave.book;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the author asks for a cell; the server's own limits bound it.
 *
 * @param timeout how long the cell may run, more than zero; empty for the server's default
 * @param cores how many cores it wants, 1 to 64
 * @param memoryMiB how much heap it wants, in MiB, at least 1
 */
public record CellLimits(Optional<Duration> timeout, OptionalInt cores, OptionalInt memoryMiB) {
  /** Nothing asked for. */
  public static final CellLimits DEFAULTS =
      new CellLimits(Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
}
