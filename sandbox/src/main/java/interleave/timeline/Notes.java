package interleave.timeline;

import interleave.protocol.Timeline.Arrow;
import interleave.protocol.Timeline.Deed;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what a picture does not show, and what recording did to the run. */
final class Notes {
  /** What one woven call costs, in nanoseconds; measured with an uncontended synchronized loop. */
  private static final long TOLD_NANOS = 200;

  /** What one event of the Flight Recorder costs with its stack; measured with parks. */
  private static final long EVENT_NANOS = 2_500;

  private Notes() {}

  static void add(Picture picture, List<Arrow> arrows, List<String> notes) {
    Collection<Track> tracks = picture.threads().values();
    boolean virtual = tracks.stream().anyMatch(t -> t.virtual);
    if (virtual) {
      notes.add(
          "Waits of virtual threads are known from the cell's own calls only: the Flight Recorder"
              + " does not tell of them.");
    }
    Set<Long> started =
        arrows.stream()
            .filter(a -> a.deed() == Deed.START)
            .map(Arrow::toThread)
            .collect(Collectors.toSet());
    long orphans = tracks.stream().filter(t -> t.virtual && !started.contains(t.id)).count();
    if (orphans > 0) {
      notes.add(
          "Who started "
              + (orphans == 1 ? "1 virtual thread" : orphans + " virtual threads")
              + " is not known: an executor did.");
    }
    if (arrows.stream().anyMatch(a -> a.deed() == Deed.UNPARK || a.deed() == Deed.NOTIFY)) {
      notes.add(
          "An arrow into the end of a wait comes from the last thread that released, signalled or"
              + " notified what was waited for.");
    }
    if (!picture.entries().isEmpty()) {
      notes.add(
          "The cell's locks and waits were watched by calls woven into it, which can change what a"
              + " race shows.");
    }
    cost(picture, notes);
  }

  private static void cost(Picture picture, List<String> notes) {
    long told = picture.entries().size();
    long events = picture.flight().events();
    long nanos = told * TOLD_NANOS + events * EVENT_NANOS;
    long wall = Math.max(1, picture.run().ended() - picture.run().began());
    long percent = 100 * nanos / wall;
    if (percent >= 5) {
      notes.add(
          "Recording took about %,d ms of the threads' time, %d%% of the run: %,d calls were watched and %,d events recorded."
              .formatted(Math.max(1, nanos / 1_000_000), percent, told, events));
    }
  }
}
