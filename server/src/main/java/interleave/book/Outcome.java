package interleave.book;

import java.util.Optional;

/** How an author says that a cell ends. */
public sealed interface Outcome {
  /** The cell's code came to its end. */
  record Completed() implements Outcome {}

  /** The cell does not compile. */
  record Rejected() implements Outcome {}

  /**
   * The cell's code threw.
   *
   * @param exception the qualified name of the exception's class
   */
  record Threw(String exception) implements Outcome {}

  /** The cell ran into its time limit. */
  record TimedOut() implements Outcome {}

  /**
   * The code called {@code System.exit}.
   *
   * @param status the exit status, 0 to 255
   */
  record Exited(int status) implements Outcome {}

  /** The JVM died. */
  record Died() implements Outcome {}

  /** The cell wrote more than a cell may write. */
  record TooMuchOutput() implements Outcome {}

  /** The cell used more memory, in all its processes, than a cell may use. */
  record TooMuchMemory() implements Outcome {}

  /** The cell had more processes than a cell may have. */
  record TooManyProcesses() implements Outcome {}

  /** The cell used more processor time than a cell may use. */
  record TooMuchCpu() implements Outcome {}

  /** Threads of the cell wait for each other in a circle. */
  record Deadlock() implements Outcome {}

  /** The {@code outcome} of the {@code finished} event that tells this end. */
  default String eventName() {
    return switch (this) {
      case Completed() -> "completed";
      case Rejected() -> "rejected";
      case Threw(_) -> "threw";
      case TimedOut() -> "timeout";
      case Exited(_) -> "exited";
      case Died() -> "died";
      case TooMuchOutput() -> "too-much-output";
      case TooMuchMemory() -> "too-much-memory";
      case TooManyProcesses() -> "too-many-processes";
      case TooMuchCpu() -> "too-much-cpu";
      case Deadlock() -> "deadlock";
    };
  }

  /** The outcome as authors write it, such as {@code exit:3}. */
  default String declared() {
    return switch (this) {
      case Threw(String exception) -> "threw:" + exception;
      case Exited(int status) -> "exit:" + status;
      case Completed _,
          Rejected _,
          TimedOut _,
          Died _,
          TooMuchOutput _,
          TooMuchMemory _,
          TooManyProcesses _,
          TooMuchCpu _,
          Deadlock _ ->
          eventName();
    };
  }

  /**
   * Reads an outcome as authors write it.
   *
   * @return empty when the text names no outcome
   */
  static Optional<Outcome> parse(String text) {
    return switch (text) {
      case "completed" -> Optional.of(new Completed());
      case "rejected" -> Optional.of(new Rejected());
      case "timeout" -> Optional.of(new TimedOut());
      case "died" -> Optional.of(new Died());
      case "too-much-output" -> Optional.of(new TooMuchOutput());
      case "too-much-memory" -> Optional.of(new TooMuchMemory());
      case "too-many-processes" -> Optional.of(new TooManyProcesses());
      case "too-much-cpu" -> Optional.of(new TooMuchCpu());
      case "deadlock" -> Optional.of(new Deadlock());
      default -> parseWithDetail(text);
    };
  }

  private static Optional<Outcome> parseWithDetail(String text) {
    if (text.matches("threw:([A-Za-z_$][\\w$]*\\.)*[A-Za-z_$][\\w$]*")) {
      return Optional.of(new Threw(text.substring("threw:".length())));
    }
    if (text.matches("exit:\\d{1,3}")) {
      int status = Integer.parseInt(text.substring("exit:".length()));
      return status <= 255 ? Optional.of(new Exited(status)) : Optional.empty();
    }
    return Optional.empty();
  }
}
