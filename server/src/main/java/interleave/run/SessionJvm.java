package interleave.run;

import interleave.isolation.BoxedProcess;
import interleave.protocol.ClassFile;
import interleave.protocol.Event;
import interleave.protocol.SessionCommand;
import interleave.protocol.SessionReply;
import interleave.protocol.Wire;
import interleave.protocol.WireException;
import interleave.resources.Excess;
import interleave.resources.Limits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of the line to one session JVM.
 *
 * <p>Whatever comes from there may be forged by the reader's code. A frame that is no message ends
 * the JVM; a message about a run that is not there, or of a kind that a session has no business
 * telling, is dropped.
 */
final class SessionJvm implements AutoCloseable {
  /** What the JVM says, past all that our code could wrap, when it ends for want of memory. */
  private static final String NO_MEMORY = "There is insufficient memory for the Java Runtime";

  private static final int ABORTED = 134;

  private static final long START_SECONDS = 20;

  /** A quarter of the share of one that has just begun. */
  private static final int YIELDING = 25;

  private static final Duration LAST_WORDS = Duration.ofMillis(40);

  private final BoxedProcess process;
  private final Limits limits;
  private final Outbox<SessionCommand> commands;
  private final Map<Long, Performance> performances = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<Gone> gone = new CompletableFuture<>();
  private volatile @Nullable Performance newest;
  private final AtomicReference<@Nullable String> why = new AtomicReference<>();
  private final AtomicLong accounted = new AtomicLong();
  private final CompletableFuture<Boolean> saidNoMemory = new CompletableFuture<>();
  private volatile boolean exiting;
  private volatile boolean yields;

  /**
   * How the JVM ended.
   *
   * @param status its exit status, 128 and more for a signal
   * @param announced whether it said before that it was about to exit
   * @param brokeLine whether it sent what is no message, and was ended for it
   * @param excess what the box used too much of, if it was ended for that
   * @param noMemory whether it ended for want of memory, as it said itself
   */
  record Gone(
      int status,
      boolean announced,
      boolean brokeLine,
      Optional<Excess> excess,
      boolean noMemory) {}

  SessionJvm(BoxedProcess process, Limits limits) {
    this.process = process;
    this.limits = limits;
    this.commands =
        new Outbox<>(
            "session-commands",
            new Wire<>(SessionCommand.class, Wire.CLASSES_BOUND),
            process.commands(),
            process::kill);
    Thread.ofPlatform().daemon().name("session-replies").start(this::listen);
    Thread.ofPlatform().daemon().name("session-raw").start(this::listenRaw);
  }

  /**
   * Waits until the JVM in a box that was just launched is ready.
   *
   * @throws IOException when it does not become so
   */
  static SessionJvm started(BoxedProcess process, Limits limits)
      throws IOException, InterruptedException {
    SessionJvm jvm = new SessionJvm(process, limits);
    try {
      jvm.ready().get(START_SECONDS, TimeUnit.SECONDS);
      return jvm;
    } catch (ExecutionException | TimeoutException e) {
      jvm.close();
      throw new IOException("a session JVM did not start", e);
    } catch (InterruptedException e) {
      jvm.close();
      throw e;
    }
  }

  /** Completes when the JVM waits for its first run, exceptionally when it died before. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  /** Completes when the JVM has ended and all that it told has been heard. */
  CompletableFuture<Gone> gone() {
    return gone;
  }

  boolean isGone() {
    return gone.isDone();
  }

  void perform(Performance performance, SessionCommand.Run run) {
    performances.put(run.run(), performance);
    newest = performance;
    send(run);
  }

  /** Leaves class files in the JVM's working directory, for processes that it starts. */
  void leave(List<ClassFile> classes) {
    send(new SessionCommand.Leave(classes));
  }

  /** What its box may use. */
  Limits limits() {
    return limits;
  }

  void forget(long run) {
    performances.remove(run);
  }

  /** Asks what the threads of a run do; the answer is an event of that run. */
  void tell(long run) {
    send(new SessionCommand.Tell(run));
  }

  /** Changes the processors that the box runs on. */
  void allowCores(int number) {
    process.allowCores(number);
  }

  /** Lets other boxes go first where processors are short. */
  void yield() {
    if (!yields) {
      yields = true;
      process.allowCpuWeight(YIELDING);
    }
  }

  /** Takes its full share of the processors again. */
  void hurry() {
    if (yields) {
      yields = false;
      process.allowCpuWeight(Limits.sessionDefaults().cpuWeight());
    }
  }

  void interrupt(long run) {
    send(new SessionCommand.Interrupt(run));
  }

  void input(String text, boolean end) {
    send(new SessionCommand.Input(text, end));
  }

  /** Processor time that the box has used so far. */
  Duration cpu() {
    return process.cpu();
  }

  /** Notes that a run was charged with processor time of the box. */
  void accountedFor(Duration cpu) {
    accounted.addAndGet(cpu.toNanos());
  }

  /** Processor time that no run was charged with. */
  Duration unaccounted() {
    return cpu().minusNanos(accounted.get());
  }

  /** Whether a cell's own code runs now. */
  boolean isPerforming() {
    Performance performance = newest;
    return performance != null && !performance.ended().isDone();
  }

  /** Changes the memory that all processes of the box may have together, in MiB. */
  void allowMemory(long mebibytes) {
    process.allowMemory(mebibytes);
  }

  /**
   * Ends the JVM and whatever it started.
   *
   * @param reason a sentence for readers whose cells it ends
   */
  void end(String reason) {
    why.compareAndSet(null, reason);
    process.kill();
  }

  /**
   * Waits a moment for what was written past {@code System.out}: it comes by another pipe, which
   * nothing ends between two runs.
   */
  void awaitLastWords() throws InterruptedException {
    if (!isGone()) {
      Thread.sleep(LAST_WORDS);
    }
  }

  /** Why the server ended it, if it did. */
  Optional<String> why() {
    return Optional.ofNullable(why.get());
  }

  /** Why it is gone, a sentence for readers whose cells it ended. */
  String epitaph() {
    Optional<Excess> excess = gone.isDone() ? gone.join().excess() : Optional.empty();
    return excess.map(Sentences::ended).or(this::why).orElse("The JVM of this session had ended.");
  }

  /** Ends the JVM when nobody needs it any more. */
  @Override
  public void close() {
    end("The session was closed.");
  }

  private void send(SessionCommand command) {
    commands.send(command);
  }

  private void listen() {
    boolean broke = false;
    Wire<SessionReply> wire = new Wire<>(SessionReply.class, Wire.EVENT_BOUND);
    try (InputStream in = new BufferedInputStream(process.frames())) {
      for (var next = wire.read(in); next != null; next = wire.read(in)) {
        hear(next);
      }
    } catch (WireException e) {
      broke = !e.isCutOff(); // forged frames: the JVM is not to be believed any more
    } catch (IOException e) {
      // It has ended.
    }
    boolean brokeLine = broke;
    process.kill();
    commands.close();
    process.exit().thenAccept(status -> gone(status, brokeLine));
    ready.completeExceptionally(new IOException("a session JVM did not start"));
  }

  private void gone(int status, boolean brokeLine) {
    boolean perhapsNoMemory = !exiting && (status == 1 || status == ABORTED);
    // Its last words may still be in the pipe; they do not come when nobody takes the run's events.
    boolean noMemory =
        perhapsNoMemory && saidNoMemory.copy().completeOnTimeout(false, 1, TimeUnit.SECONDS).join();
    gone.complete(new Gone(status, exiting, brokeLine, process.excess(), noMemory));
  }

  private void hear(SessionReply reply) {
    switch (reply) {
      case SessionReply.Ready() -> ready.complete(null);
      case SessionReply.Exiting() -> exiting = true;
      case SessionReply.Report(long run, Event event) -> {
        Performance performance = performances.get(run);
        if (performance != null) {
          performance.told(event);
        }
      }
      case SessionReply.Recorded recorded -> {
        Performance performance = performances.get(recorded.run());
        if (performance != null) {
          performance.recorded(recorded);
        }
      }
      case SessionReply.Ended ended -> {
        Performance performance = performances.get(ended.run());
        if (performance != null) {
          performance.ended(ended);
        }
      }
    }
  }

  /** Bytes past {@code System.out}, from native code or child processes, have no thread. */
  private void listenRaw() {
    char[] piece = new char[8 << 10];
    String last = "";
    try (Reader in = new InputStreamReader(process.raw(), StandardCharsets.UTF_8)) {
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        last += new String(piece, 0, n);
        if (last.contains(NO_MEMORY)) {
          saidNoMemory.complete(true);
        }
        last = last.substring(Math.max(0, last.length() - NO_MEMORY.length()));
        Performance performance = newest;
        if (performance != null) {
          performance.printedRaw(new String(piece, 0, n));
        }
      }
    } catch (IOException e) {
      // It has ended.
    }
    saidNoMemory.complete(false);
  }
}
