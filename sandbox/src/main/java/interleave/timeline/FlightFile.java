package interleave.timeline;

import interleave.protocol.Timeline.State;
import interleave.timeline.FlightChunk.Constant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of the Flight Recorder into what a timeline needs, by the clock of {@link
 * System#nanoTime()}.
 */
public final class FlightFile {
  private static final Set<String> TAKEN =
      Stream.concat(FlightEvents.WITH_STACKS.stream(), FlightEvents.WITHOUT_STACKS.stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final int MOST_EVENTS = 150_000;
  private static final int MOST_THREADS = 50_000;

  /** That of a run of which nothing was recorded. */
  static final FlightFile NONE = new FlightFile(Set.of());

  /** Twenty times what the largest honest recording takes. */
  private static final long WORK = 100_000_000;

  /** The reader's line that led to something. */
  record Where(String className, int line) {
    static final Where UNKNOWN = new Where("", 0);
  }

  /**
   * A wait that is over.
   *
   * @param on what it waited for: an identity and a class's name or a text; empty where unknown
   * @param other the thread that held it or notified; 0 where unknown
   */
  record Wait(
      long thread,
      State state,
      long from,
      long to,
      @Nullable Object identity,
      String on,
      long other,
      Where where) {}

  /** A pause of all threads. */
  record Stop(long from, long to, String what) {}

  private final Set<String> readersClasses;
  private final FlightClock clock = new FlightClock();
  private final Map<Long, Seen> threads = new HashMap<>();
  private final List<Wait> waits = new ArrayList<>();
  private final List<Stop> phases = new ArrayList<>();
  private final List<Stop> collections = new ArrayList<>();
  // Constants are a chunk's own, and so is what is known of them.
  private final Map<Constant, Optional<Seen>> knownThreads = new HashMap<>();
  private final Map<Constant, Stacks.Look> knownStacks = new HashMap<>();
  private boolean cut;
  private int events;

  private FlightFile(Set<String> readersClasses) {
    this.readersClasses = readersClasses;
  }

  /**
   * Reads a recording.
   *
   * @param bytes the file; not to be trusted
   * @param readersClasses names of the classes whose lines are to be told
   * @throws IOException when it is no such file
   */
  static FlightFile read(byte[] bytes, Set<String> readersClasses) throws IOException {
    if (bytes.length == 0) {
      return NONE;
    }
    FlightFile flight = new FlightFile(readersClasses);
    List<FlightChunk> chunks = FlightChunk.of(new FlightBytes(bytes, WORK));
    for (FlightChunk chunk : chunks) {
      chunk.events(Set.of(FlightEvents.CLOCK), flight.clock::told);
    }
    if (flight.clock.isKnown()) {
      for (FlightChunk chunk : chunks) {
        flight.knownThreads.clear();
        flight.knownStacks.clear();
        chunk.events(TAKEN, flight::take);
      }
    }
    return flight;
  }

  Map<Long, Seen> threads() {
    return threads;
  }

  List<Wait> waits() {
    return waits;
  }

  List<Stop> pauses() {
    return phases.isEmpty() ? collections : phases;
  }

  /** How many events were told of threads. */
  int events() {
    return events;
  }

  boolean isCut() {
    return cut;
  }

  private void take(FlightEvent event) throws IOException {
    if (events == MOST_EVENTS) {
      cut = true;
      return;
    }
    events++;
    switch (event.type()) {
      case "jdk.ThreadStart" -> start(event, "thread");
      case "jdk.VirtualThreadStart" -> start(event, "eventThread");
      case "jdk.ThreadEnd", "jdk.VirtualThreadEnd" -> {
        long at = clock.from(event);
        seen(event, "eventThread").ifPresent(t -> t.ended = at);
      }
      case "jdk.ThreadPark" -> wait(event, State.PARKED, "parkedClass", "");
      case "jdk.JavaMonitorEnter" -> wait(event, State.BLOCKED, "monitorClass", "previousOwner");
      case "jdk.JavaMonitorWait" -> wait(event, State.WAITING, "monitorClass", "notifier");
      case "jdk.ThreadSleep" -> wait(event, State.SLEEPING, "", "");
      case "jdk.VirtualThreadPinned" -> wait(event, State.PINNED, "pinnedReason", "");
      case "jdk.SocketRead", "jdk.SocketWrite" -> wait(event, State.IO, "port", "");
      case "jdk.GCPhasePause" -> pause(event, phases);
      case "jdk.GarbageCollection" -> pause(event, collections);
      default -> wait(event, State.IO, "path", "");
    }
  }

  private Optional<Seen> seen(FlightEvent event, String field) throws IOException {
    Optional<Constant> constant = event.constant(field);
    if (constant.isEmpty()) {
      return Optional.empty();
    }
    Optional<Seen> known = knownThreads.get(constant.get());
    if (known == null) {
      known = seen(event.value(field));
      knownThreads.put(constant.get(), known);
    }
    return known;
  }

  private Optional<Seen> seen(Optional<FlightEvent> thread) throws IOException {
    long id = thread.map(t -> t.number("javaThreadId")).orElse(0L);
    if (id <= 0) {
      return Optional.empty();
    }
    Seen known = threads.get(id);
    if (known == null && threads.size() < MOST_THREADS) {
      known = Seen.of(id, thread.get());
      threads.put(id, known);
    }
    return Optional.ofNullable(known);
  }

  private long idOf(FlightEvent event, String field) throws IOException {
    return seen(event, field).map(t -> t.id).orElse(0L);
  }

  private Stacks.Look stack(FlightEvent event) throws IOException {
    Optional<Constant> constant = event.constant("stackTrace");
    if (constant.isEmpty()) {
      return Stacks.Look.NOTHING;
    }
    Stacks.Look known = knownStacks.get(constant.get());
    if (known == null) {
      known = Stacks.look(event.value("stackTrace"), readersClasses);
      knownStacks.put(constant.get(), known);
    }
    return known;
  }

  private void start(FlightEvent event, String field) throws IOException {
    Optional<Seen> started = seen(event, field);
    if (started.isPresent()) {
      started.get().started = clock.from(event);
      started.get().parent = idOf(event, "parentThread");
      started.get().where = stack(event).where();
    }
  }

  private void pause(FlightEvent event, List<Stop> to) throws IOException {
    String what =
        event.has("cause") ? "garbage collection: " + event.text("cause") : "garbage collection";
    to.add(new Stop(clock.from(event), clock.to(event), Names.cut(what)));
  }

  private void wait(FlightEvent event, State told, String onField, String otherField)
      throws IOException {
    Optional<Seen> thread = seen(event, "eventThread");
    // For a virtual thread its duration is that of its unmounting only (25).
    boolean nonsense =
        thread.isEmpty() || thread.get().virtual && (told == State.WAITING || told == State.PARKED);
    if (nonsense) {
      return;
    }
    Object identity = null;
    String on = "";
    switch (onField) {
      case "parkedClass", "monitorClass" -> {
        on = Stacks.className(event.value(onField));
        identity = event.has("address") && !on.isEmpty() ? event.number("address") : null;
      }
      case "path", "pinnedReason" -> on = Names.cut(event.text(onField));
      case "port" -> on = socket(event);
      default -> {}
    }
    Stacks.Look stack = stack(event);
    if (stack.ours() || on.startsWith(Stacks.AGENT)) {
      return;
    }
    State state = told;
    if (state == State.IO) {
      boolean printed = stack.through().equals("System.out"); // it goes through a pipe to the page
      boolean loaded = stack.where() == Where.UNKNOWN && on.endsWith(".jar");
      if (printed || loaded) {
        return; // that is no I/O of the reader's
      }
      on = on.isEmpty() ? "a pipe" : on;
    }
    if (!stack.through().isEmpty()) {
      on = stack.through();
      identity = null;
      state = on.equals("System.in") ? State.IO : state;
    }
    waits.add(
        new Wait(
            thread.get().id,
            state,
            clock.from(event),
            clock.to(event),
            identity,
            on,
            otherField.isEmpty() ? 0 : idOf(event, otherField),
            stack.where()));
  }

  private static String socket(FlightEvent event) throws IOException {
    String host = Names.cut(event.text("host"));
    return "socket "
        + (host.isEmpty() ? Names.cut(event.text("address")) : host)
        + ":"
        + event.number("port");
  }
}
