package interleave.web;

/** A request that is refused; its message is one sentence for whoever sent it. */
final class BadRequest extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  BadRequest(int status, String sentence) {
    super(sentence);
    this.status = status;
  }

  /** The HTTP status, 400 to 499, or 503 when the server is full. */
  int status() {
    return status;
  }
}
