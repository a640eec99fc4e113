package interleave.protocol;

/** One thing that a run's main thread does, in order, until one throws. */
public sealed interface Step {

  /** Runs a statement, or a variable's initializer, that JShell wrapped in a class of its own. */
  record Execute(String className) implements Step {}

  /** The same for an expression, whose value is then shown under its name. */
  record Show(String className, String name, String javaType) implements Step {}

  /** Starts a whole program at its main method (JLS 12.1.4, JEP 512). */
  record Launch(String className) implements Step {}
}
