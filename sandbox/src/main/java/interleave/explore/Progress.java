package interleave.explore;

/** Hears how an exploration goes, after each execution, on the exploring thread: be quick. */
@FunctionalInterface
public interface Progress {
  /**
   * After an execution.
   *
   * @param schedules run so far
   * @param preemptions the bound that is being explored
   */
  void at(int schedules, int preemptions);

  /** Hears nothing. */
  static Progress none() {
    return (_, _) -> {};
  }
}
