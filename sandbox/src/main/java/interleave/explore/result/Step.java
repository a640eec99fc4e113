package interleave.explore.result;

import java.util.List;

/**
 * One row of a schedule: what one thread did.
 *
 * @param thread the thread's number: 0 is main, the others in the order they were started
 * @param name the thread's name: {@code main}, {@code T1}, or the one that the program gave it
 * @param source the name of the source file, empty when the class file has none
 * @param line the line in it as the class file counts lines, 0 when unknown
 * @param text what it did: {@code value → 0} (read), {@code value = 1} (written), {@code lock
 *     Account@1}, {@code waits for Account@1 held by T2}
 * @param preempts the name of the thread that was taken off before this step though it could have
 *     gone on, empty when none was
 * @param variables the shared variables known so far, with their values after this step
 */
public record Step(
    int thread,
    String name,
    String source,
    int line,
    String text,
    String preempts,
    List<Variable> variables) {

  /** Copies the list. */
  public Step {
    variables = List.copyOf(variables);
  }
}
