package interleave.run;

import interleave.isolation.BoxedProcess;
import interleave.protocol.EngineCommand;
import interleave.protocol.EngineReply;
import interleave.protocol.Wire;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's end of the line to one engine: asks, waits, and hangs up on one that is stuck. */
final class EngineLink implements AutoCloseable {
  /** How much longer than the processor time it is allowed a compile may take by the clock. */
  private static final int BUSY_FACTOR = 10;

  /** Among how many compiles at most an engine's processor time is taken to be divided. */
  private static final int MOST_SHARERS = 8;

  private static final int YIELDING = 50;
  private static final Duration LOOK = Duration.ofMillis(250);

  /** How long an engine that is stuck over one text may go on answering others. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(EngineLink.class);

  /** The status with which {@code -XX:+ExitOnOutOfMemoryError} ends a JVM. */
  private static final int OUT_OF_MEMORY = 3;

  /** How much of what an engine says is logged, in bytes; readers' texts can make it say more. */
  private static final int MOST_WORDS = 4 << 10;

  private final BoxedProcess process;
  private final Outbox<EngineCommand> commands;
  private final Map<Long, CompletableFuture<EngineReply>> asked = new ConcurrentHashMap<>();
  private final Map<Long, CompletableFuture<Void>> opening = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final AtomicLong requests = new AtomicLong();
  private final CompletableFuture<Void> left = new CompletableFuture<>();
  private volatile boolean leaving;
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

  /** Whether it can answer at once. */
  boolean isWarm() {
    return ready.isDone() && !isLeaving();
  }

  /** Whether nothing new should be asked of it: it has ended, or will when the rest is answered. */
  boolean isLeaving() {
    return leaving || dead;
  }

  /** Completes when nothing new should be asked of it. */
  CompletableFuture<Void> left() {
    return left;
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
   * @param limit processor time that the engine may take over it; on a busy machine that can be
   *     several times as long
   * @throws EngineLostException when the engine ended before it answered
   * @throws CompileException when the engine cannot answer; one that outruns the limit is ended
   *     once it has answered the others, for a compile cannot be interrupted
   */
  EngineReply ask(LongFunction<EngineCommand> question, Duration limit)
      throws CompileException, EngineLostException, InterruptedException {
    long request = requests.incrementAndGet();
    CompletableFuture<EngineReply> answer = new CompletableFuture<>();
    asked.put(request, answer);
    if (dead) {
      answer.completeExceptionally(new EngineLostException(false, false));
    }
    send(question.apply(request));
    try {
      EngineReply reply = await(answer, limit);
      if (reply instanceof EngineReply.Failed(_, String message)) {
        throw new CompileException(message);
      }
      return reply;
    } catch (TimeoutException e) {
      asked.remove(request);
      leave();
      throw new CompileException(
          "Compiling this took longer than "
              + LimitUnit.time(limit)
              + " and was given up; is an expression nested very deeply?");
    } catch (ExecutionException e) {
      boolean alone = e.getCause() instanceof EngineLostException lost && lost.wasAlone();
      throw new EngineLostException(alone, ranOutOfMemory());
    } finally {
      asked.remove(request);
      if (leaving && asked.isEmpty()) {
        close();
      }
    }
  }

  /** Waits until it is answered or the engine has worked too long since. */
  private EngineReply await(CompletableFuture<EngineReply> answer, Duration limit)
      throws ExecutionException, TimeoutException, InterruptedException {
    long began = System.nanoTime();
    Duration worked = process.cpu();
    while (true) {
      try {
        return answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        Duration waited = Duration.ofNanos(System.nanoTime() - began);
        if (waited.compareTo(limit.multipliedBy(BUSY_FACTOR)) >= 0
            || waited.compareTo(limit) >= 0
                && process.cpu().minus(worked).compareTo(fairShare(limit)) >= 0) {
          throw e;
        }
      }
    }
  }

  /** What the engine uses while each of those that ask now may use that much. */
  private Duration fairShare(Duration limit) {
    return limit.multipliedBy(Math.clamp(asked.size(), 1, MOST_SHARERS));
  }

  /** Leaves most of the processors to other boxes, where these are short. */
  void yield() {
    process.allowCpuWeight(YIELDING);
  }

  /** Takes nothing new, and ends when the others have their answers, or soon in any case. */
  private void leave() {
    leaving = true;
    left.complete(null);
    CompletableFuture.delayedExecutor(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)
        .execute(this::close);
  }

  /** The engine ended while it was asked. */
  static final class EngineLostException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean alone;
    private final boolean outOfMemory;

    EngineLostException(boolean alone, boolean outOfMemory) {
      this.alone = alone;
      this.outOfMemory = outOfMemory;
    }

    /** What to say when it was this text that ended the engine. */
    CompileException overThisText() {
      return new CompileException(
          outOfMemory
              ? "Compiling this takes more memory than the compiler has; split it into smaller"
                  + " parts."
              : "The compiler came to its end over this text.",
          true);
    }

    /** Whether it was asked nothing else then, so that it ended over this very text. */
    boolean wasAlone() {
      return alone;
    }
  }

  @Override
  public void close() {
    dead = true;
    left.complete(null);
    process.kill();
  }

  /** Whether an engine that has ended did so for want of memory. */
  private boolean ranOutOfMemory() {
    return process
        .exit()
        .thenApply(status -> status == OUT_OF_MEMORY || process.excess().isPresent())
        .completeOnTimeout(false, 1, TimeUnit.SECONDS)
        .join();
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
          case EngineReply.Drawn drawn -> answer(drawn.request(), drawn);
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
    left.complete(null);
    process.kill();
    commands.close();
    IOException gone = new IOException("the engine has ended");
    ready.completeExceptionally(gone);
    boolean alone = asked.size() == 1;
    asked.values().forEach(a -> a.completeExceptionally(new EngineLostException(alone, false)));
    opening.values().forEach(o -> o.completeExceptionally(gone));
  }

  private void drain() {
    try (InputStream in = process.raw()) {
      byte[] piece = new byte[MOST_WORDS];
      int left = MOST_WORDS;
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        String words = new String(piece, 0, Math.min(n, left), StandardCharsets.UTF_8);
        left -= Math.min(n, left);
        if (!words.isBlank()) {
          LOG.warn("an engine said: {}", words.replaceAll("\\p{Cntrl}+", " ").strip());
        }
      }
    } catch (IOException e) {
      // It has ended.
    }
  }
}
