package interleave.engine;

import interleave.protocol.EngineCommand;
import interleave.protocol.EngineReply;
import interleave.protocol.Source;
import interleave.protocol.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands each command to the scratchpad it names; scratchpads work side by side. */
final class Engine {
  /** Deep expressions cost javac stack; this much lets honest ones through. */
  private static final long STACK = 16L << 20;

  private static final int WARM_ROUNDS = 12;
  private static final long QUIET_MILLIS = 100;

  private final OutputStream out;
  private final AtomicInteger busy = new AtomicInteger();
  private final Wire<EngineReply> wire = new Wire<>(EngineReply.class, Wire.CLASSES_BOUND);
  private final Map<Long, Scratchpad> pads = new ConcurrentHashMap<>();
  private final ProgramCompiler programs = new ProgramCompiler();
  private final ExecutorService workers =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(null, task, "compile", STACK);
            thread.setDaemon(true);
            return thread;
          });

  Engine(OutputStream out) {
    this.out = out;
  }

  /**
   * Compiles texts of our own: once before the engine is ready, so that the first reader does not
   * pay for javac's class loading, then in idle moments, until the JIT has seen enough of javac.
   */
  void warm() {
    workers.execute(
        () -> {
          Training.once();
          send(new EngineReply.Ready());
          for (int round = 0; round < WARM_ROUNDS; round++) {
            awaitIdle();
            Training.once();
          }
        });
  }

  /** Waits until nothing has been asked for a while. */
  private void awaitIdle() {
    try {
      do {
        TimeUnit.MILLISECONDS.sleep(QUIET_MILLIS);
      } while (busy.get() > 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void obey(EngineCommand command) {
    switch (command) {
      case EngineCommand.Open(long pad) -> workers.execute(() -> open(pad));
      case EngineCommand.Close(long pad) -> workers.execute(() -> close(pad));
      case EngineCommand.CompileCell(long request, long pad, Source source) ->
          answer(request, () -> pad(pad).compile(request, source), () -> pad(pad).settle());
      case EngineCommand.CompileProgram(long request, String name, Source source) ->
          answer(request, () -> programs.compile(request, name, source), () -> {});
      case EngineCommand.Complete(long request, long pad, Source source, int cursor) ->
          answer(request, () -> pad(pad).complete(request, source, cursor), () -> {});
    }
  }

  /** A computation that ends in a reply; whatever it throws is told as {@code Failed}. */
  private interface Answer {
    EngineReply get();
  }

  private void answer(long request, Answer answer, Runnable afterwards) {
    busy.incrementAndGet();
    workers.execute(
        () -> {
          EngineReply reply;
          try {
            reply = answer.get();
          } catch (StackOverflowError | InternalError e) {
            // JShell wraps a StackOverflowError of javac's in an InternalError.
            reply =
                new EngineReply.Failed(
                    request,
                    "This is nested too deeply for the compiler; split it into smaller parts.");
          } catch (OutOfMemoryError e) {
            throw e; // the launcher's flags end this JVM; the server starts another
          } catch (Throwable e) {
            reply = new EngineReply.Failed(request, "The compiler failed on this text: " + e);
          }
          send(reply);
          afterwards.run();
          busy.decrementAndGet();
        });
  }

  private void open(long pad) {
    pad(pad);
    send(new EngineReply.Opened(pad));
  }

  private void close(long pad) {
    Scratchpad gone = pads.remove(pad);
    if (gone != null) {
      gone.close();
    }
  }

  // A compile may overtake the opening of its scratchpad; whichever comes first makes it, once.
  private Scratchpad pad(long pad) {
    return pads.computeIfAbsent(pad, id -> new Scratchpad());
  }

  private synchronized void send(EngineReply reply) {
    try {
      wire.write(out, reply);
    } catch (IOException e) {
      if (reply instanceof EngineReply.Compiled(long request, _, _, _, _)) {
        send(new EngineReply.Failed(request, "This cell is too large to be compiled."));
      } else {
        Runtime.getRuntime().halt(0); // the server has hung up
      }
    }
  }
}
