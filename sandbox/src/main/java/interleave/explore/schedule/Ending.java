package interleave.explore.schedule;

/** How a wait ended. */
public enum Ending {
  /** What it waited for was there. */
  OPEN,
  /** Its time ran out. */
  TIMEOUT,
  /** The thread was interrupted; its interrupt status is still set. */
  INTERRUPTED
}
