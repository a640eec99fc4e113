package interleave.run;

import interleave.protocol.EngineReply;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for a compile, which cannot be interrupted, no longer than the reader wants it. */
final class StoppableCompile {
  private StoppableCompile() {}

  /** Asks an engine and waits for its answer. */
  interface Compile {
    EngineReply.Compiled get()
        throws CompileException, FrontEnd.LostException, IOException, InterruptedException;
  }

  /** The reader stopped the run; the compile goes on until its limit, for nobody. */
  static final class StoppedException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** What the engine answers, unless the run is stopped before it does. */
  static EngineReply.Compiled await(Run run, Compile compile)
      throws CompileException,
          FrontEnd.LostException,
          IOException,
          InterruptedException,
          StoppedException {
    CompletableFuture<EngineReply.Compiled> compiled = new CompletableFuture<>();
    Thread.ofVirtual()
        .name("compile")
        .start(
            () -> {
              try {
                compiled.complete(compile.get());
              } catch (Exception e) {
                compiled.completeExceptionally(e);
              }
            });
    try {
      CompletableFuture.anyOf(compiled, run.stopped()).get();
      if (!compiled.isDone()) {
        throw new StoppedException();
      }
      return compiled.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case CompileException c -> throw c;
        case FrontEnd.LostException l -> throw l;
        case IOException i -> throw i;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }
}
