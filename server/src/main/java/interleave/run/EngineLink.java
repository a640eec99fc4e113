package interleave.run;

import interleave.isolation.BoxedProcess;
import interleave.protocol.EngineCommand;
import interleave.protocol.EngineReply;
import interleave.protocol.Wire;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** The server's end of the line to one engine: asks, waits, and hangs up on one that is stuck. */
final class EngineLink implements AutoCloseable {
  private final BoxedProcess process;
  private final Outbox<EngineCommand> commands;
  private final Map<Long, CompletableFuture<EngineReply>> asked = new ConcurrentHashMap<>();
  private final Map<Long, CompletableFuture<Void>> opening = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final AtomicLong requests = new AtomicLong();
  private volatile boolean dead;

  EngineLink(BoxedProcess process) {
    this.process = process;
    this.commands =
        new Outbox<>(
            "engine-commands",
            new Wire<>(EngineCommand.class, Wire.CLASSES_BOUND),
            process.commands(),
            this::hangUp);
    Thread.ofPlatform().daemon().name("engine-replies").start(this::listen);
    // The raw pipe must be drained, or a chatty JVM warning would block the engine.
    Thread.ofPlatform().daemon().name("engine-words").start(this::drain);
  }

  /** Completes when the engine is warm, exceptionally when it died before. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  boolean isDead() {
    return dead;
  }

  /** Makes a scratchpad; the future completes when it is warm. */
  CompletableFuture<Void> open(long pad) {
    CompletableFuture<Void> opened = opening.computeIfAbsent(pad, id -> new CompletableFuture<>());
    send(new EngineCommand.Open(pad));
    return opened;
  }

  void close(long pad) {
    send(new EngineCommand.Close(pad));
  }

  /**
   * Asks one question.
   *
   * @throws EngineLostException when the engine ended before it answered
   * @throws CompileException when the engine cannot answer; one that outruns the limit is ended,
   *     for a compile cannot be interrupted
   */
  EngineReply ask(LongFunction<EngineCommand> question, Duration limit)
      throws CompileException, EngineLostException, InterruptedException {
    long request = requests.incrementAndGet();
    CompletableFuture<EngineReply> answer = new CompletableFuture<>();
    asked.put(request, answer);
    if (dead) {
      answer.completeExceptionally(new IOException("the engine has ended"));
    }
    send(question.apply(request));
    try {
      EngineReply reply = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (reply instanceof EngineReply.Failed(_, String message)) {
        throw new CompileException(message);
      }
      return reply;
    } catch (TimeoutException e) {
      close();
      throw new CompileException(
          "Compiling this took longer than "
              + limit.toSeconds()
              + " s and was given up; is an expression nested very deeply?");
    } catch (ExecutionException e) {
      throw new EngineLostException();
    } finally {
      asked.remove(request);
    }
  }

  /** The engine ended while it was asked, most often over another reader's text. */
  static final class EngineLostException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void close() {
    dead = true;
    process.kill();
  }

  private void send(EngineCommand command) {
    commands.send(command);
  }

  private void listen() {
    Wire<EngineReply> wire = new Wire<>(EngineReply.class, Wire.CLASSES_BOUND);
    try (InputStream in = new BufferedInputStream(process.frames())) {
      for (var next = wire.read(in); next != null; next = wire.read(in)) {
        switch (next) {
          case EngineReply.Ready() -> ready.complete(null);
          case EngineReply.Opened(long pad) -> opened(pad);
          case EngineReply.Compiled compiled -> answer(compiled.request(), compiled);
          case EngineReply.Completed completed -> answer(completed.request(), completed);
          case EngineReply.Failed failed -> answer(failed.request(), failed);
        }
      }
    } catch (IOException e) {
      // A broken frame: nothing of this engine is to be believed any more.
    }
    hangUp();
  }

  private void answer(long request, EngineReply reply) {
    CompletableFuture<EngineReply> answer = asked.get(request);
    if (answer != null) {
      answer.complete(reply);
    }
  }

  private void opened(long pad) {
    CompletableFuture<Void> waiting = opening.remove(pad);
    if (waiting != null) {
      waiting.complete(null);
    }
  }

  private void hangUp() {
    dead = true;
    process.kill();
    commands.close();
    IOException gone = new IOException("the engine has ended");
    ready.completeExceptionally(gone);
    asked.values().forEach(a -> a.completeExceptionally(gone));
    opening.values().forEach(o -> o.completeExceptionally(gone));
  }

  private void drain() {
    try (InputStream in = process.raw()) {
      in.transferTo(System.err);
    } catch (IOException e) {
      // It has ended.
    }
  }
}
