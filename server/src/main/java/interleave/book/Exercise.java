package interleave.book;

import java.util.List;

/**
 * What belongs to an exercise beside its starter text: the build proves that all checks pass on the
 * solution, and that one fails on the starter and on every broken variant.
 *
 * @param checks hidden code that runs after the reader's, at least one; one that runs in the
 *     session throws an {@code AssertionError} that tells what is still wrong, or prints praise
 * @param solution a right answer, to stand where the starter text stands
 * @param broken plausible wrong answers, at least one
 * @param hints Markdown prose, to be opened one at a time; may be empty
 */
public record Exercise(
    List<Check> checks, SourceText solution, List<SourceText> broken, List<SourceText> hints)
    implements Proof {
  /** Copies the lists. */
  public Exercise {
    checks = List.copyOf(checks);
    broken = List.copyOf(broken);
    hints = List.copyOf(hints);
  }
}
