package interleave.timeline;

import java.util.List;

/** The names of the events that are recorded of a run, and read again to draw it. */
public final class FlightEvents {
  /** The event that tells the Flight Recorder's clock from {@link System#nanoTime()}. */
  public static final String CLOCK = "interleave.Clock";

  /** Those of the JDK of which a timeline needs the reader's line. */
  public static final List<String> WITH_STACKS =
      List.of(
          "jdk.ThreadPark",
          "jdk.JavaMonitorEnter",
          "jdk.JavaMonitorWait",
          "jdk.ThreadSleep",
          "jdk.VirtualThreadPinned",
          "jdk.SocketRead",
          "jdk.SocketWrite",
          "jdk.FileRead",
          "jdk.FileWrite",
          "jdk.FileForce",
          "jdk.ThreadStart");

  /** The other ones of the JDK. */
  public static final List<String> WITHOUT_STACKS =
      List.of(
          "jdk.ThreadEnd",
          "jdk.VirtualThreadStart",
          "jdk.VirtualThreadEnd",
          "jdk.GarbageCollection",
          "jdk.GCPhasePause");

  private FlightEvents() {}
}
