package interleave.bench;

import interleave.browser.ServerProcess;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Clicks at a steady rate, whether or not earlier clicks are done, as a class does; some of the
 * clicks are attacks.
 */
final class Crowd {
  /** An attack that nothing stops before would end with the reader's minute. */
  private static final long LAST_CLICKS_SECONDS = 100;

  private static final double TOLERATED_WRONG = 0.01;

  private final ServerProcess server;
  private final SoakSize size;
  private final Tally tally = new Tally();
  private final Readers honest;
  private final Readers attackers;

  Crowd(ServerProcess server, SoakSize size) {
    this.server = server;
    this.size = size;
    this.honest = new Readers(size.readers());
    this.attackers = new Readers(size.attackers());
  }

  /** Returns whether honest cells were right and everything stands where it began. */
  boolean click() throws IOException, InterruptedException {
    System.out.printf(
        "CLICKS: %s min at %s a second by %d readers%s%n",
        size.minutes(),
        size.rate(),
        size.readers(),
        size.every() == 0
            ? ""
            : "; every %dth is an attack, by %d attackers"
                .formatted(size.every(), size.attackers()));
    Waves waves = new Waves(server, size.wave());
    Census before = waves.afterOneWave();
    boolean ended;
    try (Clicker clicker = new Clicker(server.address())) {
      ExecutorService clicks = Executors.newVirtualThreadPerTaskExecutor();
      arrive(clicks, clicker);
      clicks.shutdown();
      ended = clicks.awaitTermination(LAST_CLICKS_SECONDS, TimeUnit.SECONDS);
    }
    tally.print();
    if (!ended) {
      System.out.printf("%d CLICKS NEVER ENDED.%n", honest.busy() + attackers.busy());
    }
    try (Clicker clicker = new Clicker(server.address())) {
      honest.resetAll(clicker);
      attackers.resetAll(clicker);
    }
    // As before: an engine that was lost is replaced when it is next needed.
    boolean stands = waves.afterOneWave().standsWhere(before, size.readers() + size.attackers());
    System.out.println(stands ? "It stands where it began." : "IT DOES NOT STAND WHERE IT BEGAN.");
    boolean right = tally.wrong() <= TOLERATED_WRONG * tally.honest();
    if (!right) {
      System.out.println("MORE THAN 1 % OF THE HONEST CELLS DID NOT COME TO THEIR RIGHT END.");
    }
    return ended && stands && right;
  }

  private void arrive(ExecutorService clicks, Clicker clicker)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    long clicksAMinute = Math.round(60 * size.rate());
    long all = Math.round(size.minutes() * clicksAMinute);
    for (long i = 0; i < all; i++) {
      long due = began + (long) (i * 1e9 / size.rate());
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      if (i > 0 && i % clicksAMinute == 0) {
        tellMinute((int) (i / clicksAMinute), clicker);
      }
      int turn = (int) i;
      if (size.every() > 0 && i % size.every() == size.every() - 1) {
        send(clicks, attackers, true, cookie -> attack(clicker, turn / size.every(), cookie, due));
      } else {
        send(clicks, honest, false, cookie -> honest(clicker, turn, cookie, due));
      }
    }
    tellMinute((int) Math.ceil(size.minutes()), clicker);
  }

  private void tellMinute(int minute, Clicker clicker) throws IOException, InterruptedException {
    tally.printMinute(
        minute, honest.busy() + attackers.busy(), clicker.gauge("interleave_sessions"));
  }

  private void send(
      ExecutorService clicks, Readers readers, boolean attack, Consumer<String> click) {
    Optional<String> cookie = readers.next();
    if (cookie.isEmpty()) {
      tally.unsent(attack);
      return;
    }
    clicks.execute(
        () -> {
          click.accept(cookie.get());
          readers.back(cookie.get());
        });
  }

  private void honest(Clicker clicker, int turn, String cookie, long due) {
    HonestCell[] cells = {HonestCell.HELLO, HonestCell.RACE, HonestCell.EXECUTOR};
    HonestCell cell = cells[turn % cells.length];
    try {
      tally.honest(cell, clicker.click("run", cell.source(), Optional.of(cookie), due));
    } catch (IOException | InterruptedException | RuntimeException e) {
      tally.honestBroke(cell, e);
    }
  }

  private void attack(Clicker clicker, int turn, String cookie, long due) {
    Attack attack = Attack.values()[turn % Attack.values().length];
    try {
      Click click = clicker.click("run", attack.source(), Optional.of(cookie), due);
      tally.attack(attack, click.outcome());
    } catch (IOException | InterruptedException | RuntimeException e) {
      tally.attack(attack, "no answer: " + e.getClass().getSimpleName());
    }
  }
}
