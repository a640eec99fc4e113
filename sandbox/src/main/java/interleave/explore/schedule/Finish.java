package interleave.explore.schedule;

import interleave.explore.result.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * How one execution ended.
 *
 * @param kind whether it ran to its end
 * @param verdict the kind of failure, null unless it failed
 * @param sentence about the failure or what it is stuck at, else empty
 */
public record Finish(Kind kind, @Nullable Verdict verdict, String sentence) {
  /** Whether an execution ran to its end. */
  public enum Kind {
    /** Every thread that must end ended. */
    FINE,
    /** It shows a failure. */
    FAILED,
    /** The chooser gave it up. */
    ABANDONED,
    /** It blocked outside the explorer's control. */
    STUCK
  }

  static Finish fine() {
    return new Finish(Kind.FINE, null, "");
  }

  static Finish abandoned() {
    return new Finish(Kind.ABANDONED, null, "");
  }

  static Finish stuck(String sentence) {
    return new Finish(Kind.STUCK, null, sentence);
  }

  static Finish failed(Verdict verdict, String sentence) {
    return new Finish(Kind.FAILED, verdict, sentence);
  }
}
