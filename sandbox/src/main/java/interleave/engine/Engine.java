package interleave.engine;

import interleave.protocol.EngineCommand;
import interleave.protocol.EngineReply;
import interleave.protocol.Source;
import interleave.protocol.Wire;
import interleave.timeline.Drawing;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Hands each command to the scratchpad it names; scratchpads work side by side. */
final class Engine {
  /** Deep expressions cost javac stack; this much lets honest ones through. */
  private static final long STACK = 16L << 20;

  private static final int WARM_ROUNDS = 12;
  private static final long QUIET_MILLIS = 100;

  private final OutputStream out;
  private final AtomicInteger busy = new AtomicInteger();
  private final Wire<EngineReply> wire = new Wire<>(EngineReply.class, Wire.CLASSES_BOUND);

  /** By number; only the thread that reads commands looks here, so what is closed stays closed. */
  private final Map<Long, Pad> pads = new HashMap<>();

  private final ProgramCompiler programs = new ProgramCompiler();
  private final ExplorationCompiler explorations = new ExplorationCompiler(programs);
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
            awaitIdle();
            Training.laboratories();
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

  /** Called by one thread, in the order of the commands. */
  void obey(EngineCommand command) {
    switch (command) {
      case EngineCommand.Open(long number) -> {
        Pad pad = pads.computeIfAbsent(number, n -> new Pad());
        workers.execute(() -> open(number, pad));
      }
      case EngineCommand.Close(long number) -> {
        Pad pad = pads.remove(number);
        if (pad != null) {
          workers.execute(pad::close);
        }
      }
      case EngineCommand.CompileCell(long request, long number, Source source) -> {
        Optional<Pad> pad = Optional.ofNullable(pads.get(number));
        answer(
            request,
            () -> known(pad).get().compile(request, source),
            () -> pad.ifPresent(Pad::settle));
      }
      case EngineCommand.CompileProgram(long request, String name, Source source) ->
          answer(request, () -> programs.compile(request, name, source), () -> {});
      case EngineCommand.CompileBenchmark(long request, Source source) ->
          answer(request, () -> BenchmarkCompiler.compile(request, source), () -> {});
      case EngineCommand.CompileStress(long request, Source source) ->
          answer(request, () -> StressCompiler.compile(request, source), () -> {});
      case EngineCommand.CompileExploration(long request, List<Source> before, Source source) ->
          answer(request, () -> explorations.compile(request, before, source), () -> {});
      case EngineCommand.Complete(long request, long number, Source source, int cursor) -> {
        Optional<Pad> pad = Optional.ofNullable(pads.get(number));
        answer(request, () -> known(pad).get().complete(request, source, cursor), () -> {});
      }
      case EngineCommand.Draw(long request, byte[] flight, byte[] watched) ->
          answer(request, () -> drawn(request, flight, watched), () -> {});
    }
  }

  private static EngineReply drawn(long request, byte[] flight, byte[] watched) {
    try {
      return new EngineReply.Drawn(request, Drawing.of(flight, watched));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return new EngineReply.Failed(request, "No timeline could be drawn: " + e.getMessage());
    }
  }

  private static Pad known(Optional<Pad> pad) {
    return pad.orElseThrow(() -> new IllegalStateException("it was closed"));
  }

  /** A scratchpad, made by the first worker that needs it, and by none after it was closed. */
  private static final class Pad implements AutoCloseable {
    private @Nullable Scratchpad made;
    private boolean closed;

    synchronized Scratchpad get() {
      if (closed) {
        throw new IllegalStateException("it was closed");
      }
      if (made == null) {
        made = new Scratchpad();
      }
      return made;
    }

    void settle() {
      Scratchpad open = madeAndOpen();
      if (open != null) {
        open.settle();
      }
    }

    private synchronized @Nullable Scratchpad madeAndOpen() {
      return closed ? null : made;
    }

    @Override
    public void close() {
      Scratchpad last;
      synchronized (this) {
        closed = true;
        last = made;
      }
      if (last != null) {
        last.close();
      }
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

  private void open(long number, Pad pad) {
    try {
      pad.get();
    } catch (IllegalStateException closedMeanwhile) {
      return;
    }
    send(new EngineReply.Opened(number));
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
