package interleave.watch;

import interleave.timeline.FlightEvents;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Tells the Flight Recorder what {@link System#nanoTime()} is by its own clock. */
@Name(FlightEvents.CLOCK)
@StackTrace(false)
final class ClockEvent extends Event {
  /** So many are told in a row, for a thread can lose its processor in the middle of one. */
  private static final int TIMES = 8;

  @SuppressWarnings("unused") // read by the Flight Recorder
  long nanos;

  @SuppressWarnings("unused")
  long width;

  static void tell() {
    for (int i = 0; i < TIMES; i++) {
      ClockEvent event = new ClockEvent();
      long before = System.nanoTime();
      event.begin();
      event.width = System.nanoTime() - before;
      event.nanos = before + event.width / 2;
      event.commit();
    }
  }
}
