package interleave.protocol;

import java.util.List;

/** What the server asks of an engine. */
public sealed interface EngineCommand {

  /** Make a scratchpad, one reader's JShell, and warm it. */
  record Open(long pad) implements EngineCommand {}

  /** Forget a scratchpad. */
  record Close(long pad) implements EngineCommand {}

  /** Compile a cell into a scratchpad, on top of what it declares already. */
  record CompileCell(long request, long pad, Source source) implements EngineCommand {}

  /**
   * Compile a whole program.
   *
   * @param name the name that the implicit class of a compact source file gets (JLS 7.3)
   */
  record CompileProgram(long request, String name, Source source) implements EngineCommand {}

  /** Compile a benchmark: a class of JMH's, or plain methods to compare. */
  record CompileBenchmark(long request, Source source) implements EngineCommand {}

  /** Compile a stress test: a class of jcstress's, or a state, actors and an observer. */
  record CompileStress(long request, Source source) implements EngineCommand {}

  /**
   * Compile what is to be explored: a whole program, or a cell on top of those it builds on.
   *
   * @param before the texts of the cells it builds on, in order; a whole program has none
   */
  record CompileExploration(long request, List<Source> before, Source source)
      implements EngineCommand {}

  /**
   * Tell what could be written at a place.
   *
   * @param cursor an offset in the source's visible text
   */
  record Complete(long request, long pad, Source source, int cursor) implements EngineCommand {}

  /** Make a timeline of what a session JVM recorded; see {@link SessionReply.Recorded}. */
  // A record of bytes is compared by nobody; its arrays' identity is harmless.
  @SuppressWarnings("ArrayRecordComponent")
  record Draw(long request, byte[] flight, byte[] watched) implements EngineCommand {}
}
