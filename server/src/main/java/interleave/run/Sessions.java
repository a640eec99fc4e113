package interleave.run;

import interleave.protocol.EngineReply;
import interleave.protocol.Outcome;
import interleave.protocol.Source;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way in to running cells: finds or makes the session, and keeps number and rate bounded. */
public final class Sessions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

  private final RunLimits limits;
  private final Sentences sentences;
  private final Engines engines;
  private final Spares spares;
  private final LoneJvms loneJvms;
  private final Admission admission;
  private final BiConsumer<Outcome, Duration> observer;
  private final SessionTable table;
  private final Efforts efforts = new Efforts(System::nanoTime);
  private final Rate perReader;
  private final Rate perAddress;
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
    this.sentences = boxes.sentences(limits.jvms().session());
    this.observer = observer;
    this.table = new SessionTable(limits.crowd(), limits.usual().wall());
    this.perReader = new Rate(limits.crowd().runsPerReader(), System::nanoTime);
    this.perAddress = new Rate(limits.crowd().runsPerAddress(), System::nanoTime);
    this.engines = new Engines(boxes, limits.jvms());
    Jvms jvms = limits.jvms();
    this.spares =
        new Spares(
            () -> SessionJvm.started(boxes.session(jvms.session()), jvms.session()), jvms.spares());
    this.loneJvms = new LoneJvms(spares, boxes, jvms);
    this.admission = new Admission(limits.crowd().concurrentRuns());
    long look = Math.clamp(limits.crowd().idle().toMillis() / 4, 50, 5_000);
    sweeper.scheduleWithFixedDelay(this::sweep, look, look, TimeUnit.MILLISECONDS);
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
   * Starts a run of somebody who may start as many as they like, and returns at once; the caller
   * drains the events.
   *
   * @throws BusyException when there is no room for another session
   */
  public Run start(RunRequest request) throws BusyException {
    return start(request, Optional.empty());
  }

  /**
   * Starts a run of a reader and returns at once; the caller drains the events.
   *
   * @throws BusyException when there is no room for another session, or the reader or the address
   *     has started too many runs within a minute
   */
  public Run start(RunRequest request, ReaderAddress address) throws BusyException {
    String reader = request.session().reader();
    allow(
        perReader.untilAllowed(reader),
        "You have started %,d runs within a minute".formatted(limits.crowd().runsPerReader()));
    allow(
        perAddress.untilAllowed(address.network()),
        "%,d runs were started from your network address within a minute"
            .formatted(limits.crowd().runsPerAddress()));
    perReader.happened(reader);
    perAddress.happened(address.network());
    return start(request, Optional.of(address));
  }

  private Run start(RunRequest request, Optional<ReaderAddress> address) throws BusyException {
    Session session = session(request.session(), address);
    Conductor conductor =
        new Conductor(
            session,
            request,
            engines,
            loneJvms,
            admission,
            limits,
            sentences,
            efforts.of(request.session().reader()),
            end -> observer.accept(end.outcome(), Duration.ofNanos(end.wallNanos())));
    Thread.ofVirtual().name("run").start(conductor::conduct);
    return conductor.run();
  }

  /** Stops a cell and what lives on of it; returns whether there was something to stop. */
  public boolean stop(SessionKey key, String cell) {
    Optional<Conductor> conductor = table.find(key).flatMap(s -> s.conductorOf(cell));
    conductor.ifPresent(c -> c.run().stop());
    return conductor.isPresent();
  }

  /** Gives a running cell a piece of input; returns whether the cell runs. */
  public boolean input(SessionKey key, String cell, String text, boolean end) {
    Optional<Conductor> conductor = table.find(key).flatMap(s -> s.conductorOf(cell));
    conductor.ifPresent(c -> c.input(text, end));
    return conductor.isPresent();
  }

  /** Closes a session; its next cell starts afresh. */
  public void reset(SessionKey key) {
    table.remove(key).ifPresent(Session::close);
  }

  /** What could be written at an offset of a cell's visible text; nothing when in doubt. */
  public EngineReply.Completed complete(
      SessionKey key, ReaderAddress address, Source source, int cursor)
      throws BusyException, IOException, InterruptedException {
    if (!table.hasRoom(key, Optional.of(address))) {
      // Typing alone must not close another reader's session.
      return new EngineReply.Completed(0, cursor, List.of());
    }
    try {
      return session(key, Optional.of(address)).complete(source, cursor);
    } catch (CompileException | FrontEnd.LostException e) {
      return new EngineReply.Completed(0, cursor, List.of());
    }
  }

  /** How many sessions live. */
  public int live() {
    return table.live();
  }

  /** How many runs wait for their turn in the whole server. */
  public int waiting() {
    return admission.waiting();
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
    table.removeIf(s -> true).forEach(Session::close);
    loneJvms.close();
    spares.close();
    engines.close();
  }

  private static void allow(Duration wait, String sentence) throws BusyException {
    if (wait.isPositive()) {
      throw new BusyException(sentence, wait);
    }
  }

  private Session session(SessionKey key, Optional<ReaderAddress> address) throws BusyException {
    return table.session(
        key,
        address,
        () ->
            new Session(key, address, engines, spares, limits.compile(), efforts.of(key.reader())));
  }

  private void sweep() {
    try {
      table
          .removeIf(s -> s.isIdle() && s.idleFor().compareTo(limits.crowd().idle()) > 0)
          .forEach(Session::close);
      table.all().forEach(Session::endIfBusyForNobody);
    } catch (RuntimeException e) {
      LOG.error("idle sessions could not be looked at", e); // or nobody would look again
    }
  }
}
