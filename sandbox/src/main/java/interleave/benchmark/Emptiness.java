package interleave.benchmark;

import interleave.protocol.Event;
import java.util.Optional;

/** Notices a benchmark that takes no longer than one that does nothing. */
final class Emptiness {
  /** About what JMH measures of an empty method on today's processors is half of this. */
  private static final double NANOS_OF_NOTHING = 1;

  private Emptiness() {}

  /** A sentence for the reader, when the points are most likely of nothing. */
  static Optional<String> suspected(Event.Benchmark benchmark, boolean returnsNothing) {
    double nanos = Scores.nanos(Scores.median(benchmark.points()), benchmark.unit());
    if (benchmark.threads() > 1 || !(nanos < NANOS_OF_NOTHING)) {
      return Optional.empty();
    }
    String measured = benchmark.name() + " takes " + Scores.worded(nanos);
    return Optional.of(
        returnsNothing
            ? measured
                + ", no longer than an empty method: the compiler has most likely removed its work,"
                + " since nobody uses what it computes; return the result."
            : measured
                + ", no longer than returning what is known already: either the compiler has"
                + " computed it once and for all, so let its inputs come from fields, or it does"
                + " too little to be measured like this.");
  }
}
