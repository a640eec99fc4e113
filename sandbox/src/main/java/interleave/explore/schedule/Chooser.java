package interleave.explore.schedule;

/** Decides, wherever an execution could go on in more than one way. */
public interface Chooser {
  /** The answer that ends the execution without a result. */
  int ABANDON = -1;

  /**
   * Which thread goes on.
   *
   * @param choice the ways to go on, at least two
   * @return the index of one, or {@link #ABANDON}
   */
  int choose(Choice choice);

  /**
   * Which of {@code count} equal things is taken, such as the waiter that notify wakes.
   *
   * @return 0 to {@code count - 1}
   */
  int pick(int count);

  /** Whether it wants to be asked before every operation, not just at those worth a choice. */
  boolean everywhere();
}
