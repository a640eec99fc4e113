package interleave.timeline;

import java.io.IOException;
import java.util.Optional;

/** A thread as the recorder knows it. */
final class Seen {
  /** How far up a thread's groups are looked at. */
  private static final int DEEPEST = 50;

  final long id;
  final String name;
  final boolean virtual;
  final boolean carrier;

  /** Whether it can be a reader's. */
  final boolean readers;

  /** The operating system's number of it. */
  final long task;

  long started = Long.MIN_VALUE;
  long ended = Long.MAX_VALUE;
  long parent;
  FlightFile.Where where = FlightFile.Where.UNKNOWN;

  private Seen(long id, String name, boolean virtual, long task, Origin origin) {
    this.id = id;
    this.name = name;
    this.virtual = virtual;
    this.task = task;
    this.carrier = origin == Origin.CARRIER;
    this.readers = origin == Origin.READER;
  }

  private enum Origin {
    READER,
    CARRIER,
    JDK
  }

  /** A thread as a recording tells it. */
  static Seen of(long id, FlightEvent thread) throws IOException {
    String name = Names.cut(thread.text("javaName"));
    boolean virtual = thread.number("virtual") != 0;
    Origin origin =
        name.startsWith("interleave-")
            ? Origin.JDK
            : virtual || name.startsWith("ForkJoinPool.commonPool-worker")
                ? Origin.READER
                : origin(thread.value("group"));
    return new Seen(id, name, virtual, virtual ? 0 : thread.number("osThreadId"), origin);
  }

  private static Origin origin(Optional<FlightEvent> innermost) throws IOException {
    Optional<FlightEvent> group = innermost;
    for (int depth = 0; group.isPresent() && depth < DEEPEST; depth++) {
      String name = group.get().text("name");
      switch (name) {
        case "cell", "main" -> {
          return Origin.READER;
        }
        case "CarrierThreads" -> {
          return Origin.CARRIER;
        }
        case "", "InnocuousThreadGroup" -> {
          return Origin.JDK;
        }
        default -> group = group.get().value("parent");
      }
    }
    return Origin.JDK;
  }
}
