package interleave.bench;

/**
 * How much of a soak there is to be, from system properties that begin with {@code soak.}.
 *
 * @param sessions opened, used and closed in waves
 * @param wave how many of them at a time
 * @param minutes how long clicks go on
 * @param rate clicks a second
 * @param every which click is an attack: the tenth, say; 0 for none
 * @param readers honest readers; each waits for one click at a time
 * @param attackers readers who attack; what their sessions hold stays, so they cost memory
 */
record SoakSize(
    int sessions, int wave, double minutes, double rate, int every, int readers, int attackers) {

  static SoakSize ofProperties() {
    return new SoakSize(
        Integer.getInteger("soak.sessions", 1000),
        Integer.getInteger("soak.wave", 20),
        Double.parseDouble(System.getProperty("soak.minutes", "10")),
        Double.parseDouble(System.getProperty("soak.rate", "20")),
        Integer.getInteger("soak.every", 10),
        Integer.getInteger("soak.readers", 40),
        Integer.getInteger("soak.attackers", 16));
  }

  /** Minutes after which even a slow machine must be through with one part of it. */
  long patience() {
    return 15 + sessions / 20 + (long) minutes;
  }
}
