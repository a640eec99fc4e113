package interleave.run;

import interleave.protocol.EngineCommand;
import interleave.protocol.EngineReply;
import java.io.IOException;
import java.util.function.LongFunction;

/**
 * What the work of one run is done with.
 *
 * @param stage where compiled code is performed
 * @param engines what compiles
 * @param jvms where code goes that has a JVM of its own
 * @param refusal what is said of texts that the compiler gave up on
 */
record Workshop(
    Run run, Stage stage, Engines engines, LoneJvms jvms, RunLimits limits, Refusal refusal) {

  /** Another one of the same run, with a stage of its own. */
  Workshop apart() {
    return new Workshop(run, stage.apart(), engines, jvms, limits, refusal);
  }

  /** Compiles a text that belongs to no scratchpad. */
  EngineReply.Compiled compile(LongFunction<EngineCommand> command)
      throws CompileException, InterruptedException, IOException {
    return engines.compile(command, limits.compile(), refusal.isOffender());
  }
}
