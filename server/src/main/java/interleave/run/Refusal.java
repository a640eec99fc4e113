package interleave.run;

import interleave.protocol.Event;
import java.time.Duration;
import java.util.Optional;

/** Tells a reader that the compiler gave up on a text, and charges those whose text ended it. */
final class Refusal {
  private final Run run;
  private final Efforts.Account account;
  private final Duration compile;

  /**
   * For one run.
   *
   * @param compile processor time that compiling one cell may take
   */
  Refusal(Run run, Efforts.Account account, Duration compile) {
    this.run = run;
    this.account = account;
    this.compile = compile;
  }

  /** Whether texts of this reader have ended engines. */
  boolean isOffender() {
    return account.isOffender();
  }

  /** The end of a run whose text was given up on. */
  End of(Optional<String> label, CompileException reason) {
    if (reason.endedEngine()) {
      account.charge(compile);
      account.offend();
    }
    String sentence = String.valueOf(reason.getMessage());
    run.tell(label, new Event.Problem(Event.Severity.ERROR, 1, 0, 0, sentence));
    return End.rejected();
  }
}
