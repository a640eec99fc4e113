package interleave.bench;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** A fixed number of readers, each with a cookie, of whom those who wait for nothing may click. */
final class Readers {
  private final List<String> all;
  private final ConcurrentLinkedQueue<String> idle;

  Readers(int count) {
    all = Stream.generate(Readers::newCookie).limit(count).toList();
    idle = new ConcurrentLinkedQueue<>(all);
  }

  /** A cookie of the form that the server gives to a new reader. */
  static String newCookie() {
    byte[] secret = new byte[16];
    ThreadLocalRandom.current().nextBytes(secret);
    return "interleave=" + HexFormat.of().formatHex(secret);
  }

  /** Whoever has waited longest, to be {@linkplain #back given back}; empty when all are busy. */
  Optional<String> next() {
    return Optional.ofNullable(idle.poll());
  }

  void back(String cookie) {
    idle.add(cookie);
  }

  int busy() {
    return all.size() - idle.size();
  }

  /** Closes the session of each. */
  void resetAll(Clicker clicker) throws IOException, InterruptedException {
    for (String cookie : all) {
      clicker.reset(cookie);
    }
  }
}
