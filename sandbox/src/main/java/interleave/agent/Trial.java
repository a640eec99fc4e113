package interleave.agent;

import interleave.benchmark.Measurement;
import interleave.protocol.Step;
import java.util.Map;

/** Measures a benchmark with JMH. */
final class Trial {
  private Trial() {}

  static void run(Step.Measure step, Laboratory laboratory) throws Throwable {
    OwnClassPath.add(laboratory.classes().all(), Map.of(Measurement.LIST, step.list() + "\n"));
    Measurement.run(step, laboratory.report());
  }
}
