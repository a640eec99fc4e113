package interleave.agent;

/** What {@link Training} explores: two threads that race for a field under half a lock. */
final class TrainingRace {
  private int value;
  private final Object lock = new Object();

  private TrainingRace() {}

  static void main() throws InterruptedException {
    TrainingRace race = new TrainingRace();
    Thread one = new Thread(race::increment);
    Thread two = new Thread(race::increment);
    one.start();
    two.start();
    one.join();
    two.join();
    if (race.value != 2) {
      throw new AssertionError("value is " + race.value);
    }
  }

  private void increment() {
    int seen;
    synchronized (lock) {
      seen = value;
    }
    value = seen + 1;
  }
}
