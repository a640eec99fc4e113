package interleave.protocol;

import java.util.List;
import java.util.Optional;

/** One thing that a run's main thread does, in order, until one throws. */
public sealed interface Step {

  /** Runs a statement, or a variable's initializer, that JShell wrapped in a class of its own. */
  record Execute(String className) implements Step {}

  /** The same for an expression, whose value is then shown under its name. */
  record Show(String className, String name, String javaType) implements Step {}

  /**
   * Starts a whole program at its main method (JLS 12.1.4, JEP 512).
   *
   * @param arguments what its {@code args} hold
   */
  record Launch(String className, List<String> arguments) implements Step {}

  /**
   * Measures one benchmark, in this JVM.
   *
   * @param list what JMH's generator wrote of it: one line of {@code META-INF/BenchmarkList}, with
   *     one choice of parameters
   * @param place which of all measurements this is, from 1
   * @param of how many there are
   * @param millis the time it may take
   */
  record Measure(String list, int place, int of, long millis) implements Step {}

  /**
   * Runs a stress test.
   *
   * @param className the class that jcstress's generator wrote
   * @param cases what the author says of its outcomes
   * @param millis the time it may take
   */
  record Stress(String className, List<Event.Tally> cases, long millis) implements Step {}

  /**
   * Searches the schedules of some steps.
   *
   * @param before what runs first in each schedule, alone and not searched
   * @param explored what is searched
   * @param replay a schedule to be taken instead of a search
   * @param millis the time it may take
   */
  record Explore(List<Step> before, List<Step> explored, Optional<String> replay, long millis)
      implements Step {}
}
