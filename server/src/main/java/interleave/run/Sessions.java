package interleave.run;

import interleave.protocol.EngineReply;
import interleave.protocol.Outcome;
import interleave.protocol.Source;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** The way in to running cells: finds or makes the session, and keeps their number bounded. */
public final class Sessions implements AutoCloseable {
  private final RunLimits limits;
  private final Engines engines;
  private final Spares spares;
  private final Admission admission;
  private final BiConsumer<Outcome, Duration> observer;
  private final Map<SessionKey, Session> sessions = new LinkedHashMap<>();
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("idle-sessions").factory());

  /**
   * Starts the engines and the spares.
   *
   * @param observer told of each run's outcome and wall time, from the run's own thread
   * @throws IOException when a box cannot be started here
   */
  public Sessions(Boxes boxes, RunLimits limits, BiConsumer<Outcome, Duration> observer)
      throws IOException {
    this.limits = limits;
    this.observer = observer;
    this.engines = new Engines(boxes, limits.engines());
    this.spares = new Spares(boxes, limits.spares());
    this.admission = new Admission(limits.concurrentRuns());
    long look = Math.clamp(limits.idle().toMillis() / 4, 50, 30_000);
    sweeper.scheduleWithFixedDelay(this::closeIdle, look, look, TimeUnit.MILLISECONDS);
  }

  /** The limits in force. */
  public RunLimits limits() {
    return limits;
  }

  /** Waits until cells can be compiled, some seconds after the start. */
  public void awaitReady() throws IOException, InterruptedException {
    engines.awaitReady();
  }

  /**
   * Starts a run and returns at once; the caller drains the events.
   *
   * @throws BusyException when there is no room for another session
   */
  public Run start(RunRequest request) throws BusyException {
    Session session = session(request.session());
    Conductor conductor =
        new Conductor(
            session,
            request,
            engines,
            spares,
            admission,
            limits,
            end -> observer.accept(end.outcome(), Duration.ofNanos(end.wallNanos())));
    Thread.ofVirtual().name("run").start(conductor::conduct);
    return conductor.run();
  }

  /** Stops a cell and what lives on of it; returns whether there was something to stop. */
  public boolean stop(SessionKey key, String cell) {
    Optional<Conductor> conductor = find(key).flatMap(s -> s.conductorOf(cell));
    conductor.ifPresent(c -> c.run().stop());
    return conductor.isPresent();
  }

  /** Gives a running cell a piece of input; returns whether the cell runs. */
  public boolean input(SessionKey key, String cell, String text, boolean end) {
    Optional<Conductor> conductor = find(key).flatMap(s -> s.conductorOf(cell));
    conductor.ifPresent(c -> c.input(text, end));
    return conductor.isPresent();
  }

  /** Closes a session; its next cell starts afresh. */
  public void reset(SessionKey key) {
    Optional<Session> session;
    synchronized (sessions) {
      session = Optional.ofNullable(sessions.remove(key));
    }
    session.ifPresent(Session::close);
  }

  /** What could be written at an offset of a cell's visible text; nothing when in doubt. */
  public EngineReply.Completed complete(SessionKey key, Source source, int cursor)
      throws BusyException, IOException, InterruptedException {
    if (find(key).isEmpty() && live() >= limits.sessions()) {
      // Typing alone must not close another reader's session.
      return new EngineReply.Completed(0, cursor, List.of());
    }
    try {
      return session(key).complete(source, cursor);
    } catch (CompileException | FrontEnd.LostException e) {
      return new EngineReply.Completed(0, cursor, List.of());
    }
  }

  /** How many sessions live. */
  public int live() {
    synchronized (sessions) {
      return sessions.size();
    }
  }

  /** How many runs wait for their turn in the whole server. */
  public int waiting() {
    return admission.waiting();
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
    List<Session> all;
    synchronized (sessions) {
      all = List.copyOf(sessions.values());
      sessions.clear();
    }
    all.forEach(Session::close);
    spares.close();
    engines.close();
  }

  private Optional<Session> find(SessionKey key) {
    synchronized (sessions) {
      return Optional.ofNullable(sessions.get(key));
    }
  }

  private Session session(SessionKey key) throws BusyException {
    List<Session> leaving;
    Session session;
    synchronized (sessions) {
      Session known = sessions.get(key);
      if (known != null) {
        return known;
      }
      leaving = makeRoom(key);
      session = new Session(key, engines, spares, limits);
      sessions.put(key, session);
    }
    leaving.forEach(Session::close);
    return session;
  }

  /** Takes out the longest idle sessions, so that one more fits for this reader and in all. */
  private List<Session> makeRoom(SessionKey key) throws BusyException {
    List<Session> own =
        sessions.values().stream().filter(s -> s.key().reader().equals(key.reader())).toList();
    List<Session> leaving = new ArrayList<>();
    if (own.size() >= limits.sessionsPerReader()) {
      leaving.add(
          longestIdle(own)
              .orElseThrow(
                  () ->
                      new BusyException(
                          "Cells of "
                              + own.size()
                              + " chapters are running for you already; stop one of them first.")));
    }
    if (sessions.size() - leaving.size() >= limits.sessions()) {
      leaving.add(
          longestIdle(sessions.values().stream().filter(s -> !leaving.contains(s)).toList())
              .orElseThrow(
                  () ->
                      new BusyException(
                          "All "
                              + limits.sessions()
                              + " sessions of this server are busy; please try again shortly.")));
    }
    leaving.forEach(s -> sessions.remove(s.key()));
    return leaving;
  }

  private static Optional<Session> longestIdle(List<Session> among) {
    return among.stream().filter(Session::isIdle).min(Comparator.comparing(Session::lastUsed));
  }

  private void closeIdle() {
    List<Session> idle;
    synchronized (sessions) {
      idle =
          sessions.values().stream()
              .filter(s -> s.isIdle() && s.idleFor().compareTo(limits.idle()) > 0)
              .toList();
      idle.forEach(s -> sessions.remove(s.key()));
    }
    idle.forEach(Session::close);
  }
}
