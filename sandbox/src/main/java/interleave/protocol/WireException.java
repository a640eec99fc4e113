package interleave.protocol;

import java.io.IOException;

/** The other end of a wire broke the protocol. */
public final class WireException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean cutOff;

  /** Says what was wrong with the frame. */
  public WireException(String message) {
    this(message, false);
  }

  private WireException(String message, boolean cutOff) {
    super(message);
    this.cutOff = cutOff;
  }

  /** The stream ended inside a frame, as it does when its writer is killed. */
  static WireException cutOff() {
    return new WireException("the stream ended inside a frame", true);
  }

  /** Whether the frame was only not whole, which need not be its writer's fault. */
  public boolean isCutOff() {
    return cutOff;
  }
}
