package interleave.engine;

import interleave.protocol.EngineReply;
import interleave.protocol.Source;

/** One reader's compiler for tests outside this package: real texts for a real session JVM. */
public final class Texts implements AutoCloseable {
  private final Scratchpad pad = new Scratchpad();
  private final ProgramCompiler programs = new ProgramCompiler();

  /** A compiler that knows nothing yet. */
  public Texts() {}

  /** Compiles a cell on top of those before; fails the test when it is rejected. */
  public EngineReply.Compiled cell(String id, String text) {
    return accepted(pad.compile(1, Source.of(id, text)));
  }

  /** Compiles a whole program; fails the test when it is rejected. */
  public EngineReply.Compiled program(String id, String text) {
    return accepted(programs.compile(1, "Main", Source.of(id, text)));
  }

  private static EngineReply.Compiled accepted(EngineReply.Compiled compiled) {
    if (compiled.rejected()) {
      throw new AssertionError("rejected: " + compiled.problems());
    }
    return compiled;
  }

  @Override
  public void close() {
    pad.close();
  }
}
