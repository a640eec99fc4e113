package interleave.run;

import interleave.protocol.Outcome;
import java.util.Optional;

/**
 * How a cell's own code ended.
 *
 * @param wallNanos from the start of the code to its end, 0 when none of it ran
 * @param cpuNanos processor time used meanwhile
 * @param exit the JVM's exit status, when it ended
 * @param message a sentence for the reader, where the outcome's name does not say enough
 * @param lost why the JVM is no longer there, when it is not
 */
record End(
    Outcome outcome,
    long wallNanos,
    long cpuNanos,
    Optional<Integer> exit,
    Optional<String> message,
    Optional<String> lost) {

  /** An end before any code ran. */
  static End before(Outcome outcome, String sentence) {
    return new End(outcome, 0, 0, Optional.empty(), Optional.of(sentence), Optional.empty());
  }

  /** Code that has done nothing yet, and so nothing wrong. */
  static End nothingYet() {
    return new End(Outcome.COMPLETED, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The end of code that ran after this, with the time of both. */
  End and(End later) {
    return new End(
        later.outcome,
        wallNanos + later.wallNanos,
        cpuNanos + later.cpuNanos,
        later.exit,
        later.message,
        later.lost);
  }

  /** The end of a run whose turn never came. */
  static End stoppedWaiting() {
    return before(Outcome.STOPPED, "Stopped before it began.");
  }

  /** The end of a text that does not compile; its problems say why. */
  static End rejected() {
    return new End(Outcome.REJECTED, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The same with the exit status that {@code java} gives a program whose main has ended. */
  End ofProgram() {
    Optional<Integer> status =
        switch (outcome) {
          case COMPLETED -> Optional.of(0);
          case THREW -> Optional.of(1);
          default -> exit;
        };
    return new End(outcome, wallNanos, cpuNanos, status, message, lost);
  }

  /** The same, but judged to be wrong. */
  End failed(String sentence) {
    return new End(Outcome.FAILED, wallNanos, cpuNanos, exit, Optional.of(sentence), lost);
  }

  /** The same with another sentence. */
  End explained(String sentence) {
    return new End(outcome, wallNanos, cpuNanos, exit, Optional.of(sentence), lost);
  }
}
