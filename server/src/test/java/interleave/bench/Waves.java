package interleave.bench;

import interleave.browser.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Opens, uses and closes sessions in waves, and counts what is left of them: nothing. */
final class Waves {
  private final ServerProcess server;
  private final int atATime;
  private final Map<String, Integer> wrong = new TreeMap<>();

  Waves(ServerProcess server, int atATime) {
    this.server = server;
    this.atATime = atATime;
  }

  /** Returns whether all cells did what they should and everything stands where it began. */
  boolean roll(int sessions) throws IOException, InterruptedException {
    System.out.printf("WAVES: %d sessions, %d at a time%n", sessions, atATime);
    Census before = afterOneWave();
    long began = System.nanoTime();
    int asked = sessions;
    for (int wave = 1; asked > 0; wave++) {
      wave(Math.min(asked, atATime));
      asked -= atATime;
      if (wave % 10 == 0) {
        System.out.printf(
            "%d sessions, %d s, not as they should be: %s%n",
            Math.min(sessions, wave * atATime), (System.nanoTime() - began) / 1_000_000_000, wrong);
      }
    }
    System.out.printf(
        "%d sessions opened, used and closed in %d s; not as they should be: %s%n",
        sessions, (System.nanoTime() - began) / 1_000_000_000, wrong.isEmpty() ? "none" : wrong);
    Census after;
    try (Clicker clicker = new Clicker(server.address())) {
      after = before.again(server, clicker);
    }
    boolean stands = after.standsWhere(before, sessions);
    System.out.println(stands ? "It stands where it began." : "IT DOES NOT STAND WHERE IT BEGAN.");
    return stands && wrong.isEmpty();
  }

  /** Rolls one wave and counts again. */
  Census afterOneMore(Census before) throws IOException, InterruptedException {
    wave(atATime);
    try (Clicker clicker = new Clicker(server.address())) {
      return before.again(server, clicker);
    }
  }

  /** Counts when a first wave has made whatever is made once. */
  Census afterOneWave() throws IOException, InterruptedException {
    wave(atATime);
    try (Clicker clicker = new Clicker(server.address())) {
      // Whoever asks for a heap leaves a thread in that JVM: let this happen before it counts.
      Census.whenQuiet(server, clicker);
      return Census.whenQuiet(server, clicker);
    }
  }

  private void wave(int size) throws InterruptedException {
    // With its connections it leaves the server's descriptors as they were.
    try (Clicker clicker = new Clicker(server.address());
        ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        all.add(readers.submit(() -> session(clicker)));
      }
      for (Future<?> one : all) {
        try {
          one.get();
        } catch (ExecutionException e) {
          wrong(e.getCause().toString());
        }
      }
    }
  }

  private Void session(Clicker clicker) throws IOException, InterruptedException {
    String cookie = Readers.newCookie();
    for (HonestCell cell : List.of(HonestCell.HELLO, HonestCell.THREAD)) {
      Click click = clicker.cell(cell.source(), Optional.of(cookie));
      if (!cell.isRight(click)) {
        wrong(cell + ": " + click.outcome() + " " + click.story() + click.output());
      }
    }
    clicker.reset(cookie);
    return null;
  }

  private synchronized void wrong(String what) {
    wrong.merge(what, 1, Integer::sum);
  }
}
