package interleave.timeline;

import interleave.timeline.FlightFile.Wait;
import java.util.ArrayList;
import java.util.List;

/** Everything that is known of one thread. */
final class Track {
  /**
   * The recorder may tell of a thread's end this much after another has seen it, in nanoseconds.
   */
  static final long LATE_END = 20_000_000;

  final long id;
  final String name;
  final boolean virtual;
  final long task;
  long from;
  long to;
  boolean ended;
  final List<Op> ops = new ArrayList<>();
  final List<Wait> waits = new ArrayList<>();
  final List<Stretch> stretches = new ArrayList<>();
  long lastTold;

  Track(long id, String name, boolean virtual, long task, long from, long to, boolean ended) {
    this.id = id;
    this.name = name;
    this.virtual = virtual;
    this.task = task;
    this.from = from;
    this.to = to;
    this.ended = ended;
    this.lastTold = from;
  }
}
