package interleave.run;

/**
 * How the reader wants a cell to be run.
 *
 * @param cores processors that its session runs on meanwhile, from 1; all, if there are no more
 * @param recorded whether to record what its threads do, for a timeline
 */
public record Conditions(int cores, boolean recorded) {

  /** On every processor, with nothing recorded. */
  public static final Conditions USUAL = new Conditions(processors(), false);

  /**
   * Bounds the number of cores.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public Conditions {
    if (cores < 1) {
      throw new IllegalArgumentException("a cell cannot run on %d cores".formatted(cores));
    }
    cores = Math.min(cores, processors());
  }

  boolean isOnAllCores() {
    return cores == processors();
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }
}
