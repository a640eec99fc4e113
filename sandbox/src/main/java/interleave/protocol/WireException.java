package interleave.protocol;

import java.io.IOException;

/** The other end of a wire broke the protocol. */
public final class WireException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says what was wrong with the frame. */
  public WireException(String message) {
    super(message);
  }
}
