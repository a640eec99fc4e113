package interleave.run;

import interleave.isolation.BoxedProcess;
import interleave.protocol.Event;
import interleave.protocol.SessionCommand;
import interleave.protocol.SessionReply;
import interleave.protocol.Wire;
import interleave.protocol.WireException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of the line to one session JVM.
 *
 * <p>Whatever comes from there may be forged by the reader's code. A frame that is no message ends
 * the JVM; a message about a run that is not there, or of a kind that a session has no business
 * telling, is dropped.
 */
final class SessionJvm implements AutoCloseable {
  private final BoxedProcess process;
  private final Outbox<SessionCommand> commands;
  private final Map<Long, Performance> performances = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<Gone> gone = new CompletableFuture<>();
  private volatile @Nullable Performance newest;
  private final AtomicReference<@Nullable String> why = new AtomicReference<>();
  private volatile boolean exiting;

  /**
   * How the JVM ended.
   *
   * @param status its exit status, 128 and more for a signal
   * @param announced whether it said before that it was about to exit
   * @param brokeLine whether it sent what is no message, and was ended for it
   */
  record Gone(int status, boolean announced, boolean brokeLine) {}

  SessionJvm(BoxedProcess process) {
    this.process = process;
    this.commands =
        new Outbox<>(
            "session-commands",
            new Wire<>(SessionCommand.class, Wire.CLASSES_BOUND),
            process.commands(),
            process::kill);
    Thread.ofPlatform().daemon().name("session-replies").start(this::listen);
    Thread.ofPlatform().daemon().name("session-raw").start(this::listenRaw);
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

  void forget(long run) {
    performances.remove(run);
  }

  void interrupt(long run) {
    send(new SessionCommand.Interrupt(run));
  }

  void input(String text, boolean end) {
    send(new SessionCommand.Input(text, end));
  }

  /** Processor time that the box has used so far, in nanoseconds; what has ended is not counted. */
  long cpuNanos() {
    return ProcessHandle.of(process.pid()).stream()
        .flatMap(top -> Stream.concat(Stream.of(top), top.descendants()))
        .mapToLong(p -> p.info().totalCpuDuration().map(Duration::toNanos).orElse(0L))
        .sum();
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

  /** Why the server ended it, if it did. */
  Optional<String> why() {
    return Optional.ofNullable(why.get());
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
    process.exit().thenAccept(status -> gone.complete(new Gone(status, exiting, brokeLine)));
    ready.completeExceptionally(new IOException("a session JVM did not start"));
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
    try (Reader in = new InputStreamReader(process.raw(), StandardCharsets.UTF_8)) {
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        Performance performance = newest;
        if (performance != null) {
          performance.told(
              new Event.Output(
                  Event.Stream.OUT, "", 0, new String(piece, 0, n), performance.nanos()));
        }
      }
    } catch (IOException e) {
      // It has ended.
    }
  }
}
