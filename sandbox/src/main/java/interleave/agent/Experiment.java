package interleave.agent;

import interleave.protocol.Step;
import interleave.stress.StressTest;
import java.util.Map;

/** Runs a stress test with jcstress. */
final class Experiment {
  private Experiment() {}

  static void run(Step.Stress step, Laboratory laboratory) throws Throwable {
    OwnClassPath.add(laboratory.classes().all(), Map.of());
    StressTest.run(step, laboratory.classes().load(step.className()), laboratory.report());
  }
}
