package interleave.web;

import interleave.run.BusyException;
import java.util.Optional;

/** A request that is refused; its message is one sentence for whoever sent it. */
final class BadRequest extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Optional<Long> retryAfter;

  BadRequest(int status, String sentence) {
    this(status, sentence, Optional.empty());
  }

  private BadRequest(int status, String sentence, Optional<Long> retryAfter) {
    super(sentence);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /**
   * A run that cannot be started now: 429 when the reader has too much, 503 when the server has.
   */
  static BadRequest of(BusyException busy) {
    Optional<Long> retryAfter = busy.retryAfterSeconds();
    return new BadRequest(
        retryAfter.isPresent() ? 429 : 503, String.valueOf(busy.getMessage()), retryAfter);
  }

  /** In how many seconds to try again, where that is known. */
  Optional<Long> retryAfterSeconds() {
    return retryAfter;
  }

  /** The HTTP status, 400 to 499, or 503 when the server is full. */
  int status() {
    return status;
  }
}
