package interleave.run;

/**
 * A session's scratchpad in an engine, which the engine may take back while nothing is asked of it:
 * another one can always be made of the same texts.
 */
final class Pad {
  private final EngineLink engine;
  private final long number;
  private final boolean apart;
  private boolean used = true;
  private boolean gone;
  private long lastUsed = System.nanoTime();

  /**
   * One that is about to be used.
   *
   * @param apart whether in an engine for texts that may end it
   */
  Pad(EngineLink engine, long number, boolean apart) {
    this.engine = engine;
    this.number = number;
    this.apart = apart;
  }

  EngineLink engine() {
    return engine;
  }

  long number() {
    return number;
  }

  boolean isApart() {
    return apart;
  }

  /** Begins to use it; false when there is nothing to use any more. */
  synchronized boolean use() {
    used = !gone && !engine.isLeaving();
    return used;
  }

  /** Its user has the answer. */
  synchronized void rest() {
    used = false;
    lastUsed = System.nanoTime();
  }

  /** Nanoseconds of some clock. */
  synchronized long lastUsed() {
    return lastUsed;
  }

  /** Closes it, unless it is used; whether it is closed now. */
  synchronized boolean takeBack() {
    if (!used) {
      giveUp();
    }
    return gone;
  }

  /** Closes it. */
  synchronized void giveUp() {
    if (!gone) {
      gone = true;
      engine.close(number);
    }
  }
}
