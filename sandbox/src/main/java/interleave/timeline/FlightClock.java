package interleave.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Turns the Flight Recorder's times into those of {@link System#nanoTime()}. */
final class FlightClock {
  private static final int MOST = 100;

  /**
   * One moment by both clocks.
   *
   * @param width how far the second can be off, in nanoseconds
   */
  private record Both(long recorded, long nanos, long width) {}

  private final List<Both> told = new ArrayList<>();
  private boolean chosen;

  /** Takes an event that tells both. */
  void told(FlightEvent event) {
    if (event.has("nanos") && event.has("width") && told.size() < MOST) {
      told.add(new Both(recorded(event, 0), event.number("nanos"), event.number("width")));
    }
  }

  /** Whether both clocks were ever told at once. */
  boolean isKnown() {
    return !told.isEmpty();
  }

  /** When an event began. */
  long from(FlightEvent event) {
    return time(recorded(event, 0));
  }

  /** When an event ended. */
  long to(FlightEvent event) {
    return time(recorded(event, event.number("duration")));
  }

  /** Nanoseconds by the recorder's clock. */
  private static long recorded(FlightEvent event, long later) {
    FlightChunk chunk = event.chunk();
    long ticks = event.number("startTime") + later - chunk.startTicks;
    return chunk.startNanos + (long) (ticks / (chunk.ticksASecond / 1e9));
  }

  /** Straight between the first and last told. */
  private long time(long recorded) {
    if (!chosen) {
      choose();
    }
    Both first = told.getFirst();
    Both last = told.getLast();
    long span = last.recorded - first.recorded;
    double drift = span > 0 ? (double) (last.nanos - first.nanos - span) / span : 0;
    long since = recorded - first.recorded;
    return first.nanos + since + Math.round(Math.clamp(drift, -0.001, 0.001) * since);
  }

  /** Keeps the most exact of those told at the start, and of those told at the end. */
  private void choose() {
    told.sort(Comparator.comparingLong(Both::recorded));
    int half = (told.size() + 1) / 2;
    List<Both> best =
        Stream.of(told.subList(0, half), told.subList(half, told.size()))
            .flatMap(some -> some.stream().min(Comparator.comparingLong(Both::width)).stream())
            .toList();
    told.clear();
    told.addAll(best);
    chosen = true;
  }
}
