package interleave.run;

import java.time.Duration;
import java.util.Optional;

/** A run cannot be started now; its message is a sentence for the reader. */
public final class BusyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Duration> retryAfter;

  /** The server has no room. */
  BusyException(String message) {
    super(message);
    this.retryAfter = Optional.empty();
  }

  /** The reader, or the network address, has too much; it may try again after a while. */
  BusyException(String message, Duration retryAfter) {
    super(message + "; please try again in " + seconds(retryAfter) + " s.");
    this.retryAfter = Optional.of(retryAfter);
  }

  /** When to try again, if who asks has too much; empty when it is the server that is full. */
  public Optional<Long> retryAfterSeconds() {
    return retryAfter.map(BusyException::seconds);
  }

  private static long seconds(Duration time) {
    return Math.max(1, time.plusMillis(999).toSeconds());
  }
}
