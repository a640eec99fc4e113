package interleave.timeline;

import interleave.protocol.Timeline.State;
import org.jspecify.annotations.Nullable;

/** A piece of a thread's time that it did not run, by the clock of nanoTime. */
final class Stretch {
  final State state;
  final long from;
  long to;
  final String on;
  final long heldBy;
  final FlightFile.Where where;

  /** The call it happened in; null when that was not woven. */
  final @Nullable Op op;

  Stretch(
      State state,
      long from,
      long to,
      String on,
      long heldBy,
      FlightFile.Where where,
      @Nullable Op op) {
    this.state = state;
    this.from = from;
    this.to = to;
    this.on = on;
    this.heldBy = heldBy;
    this.where = where;
    this.op = op;
  }
}
