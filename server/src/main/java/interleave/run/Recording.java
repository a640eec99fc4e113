package interleave.run;

import interleave.protocol.SessionReply;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a session JVM recorded of one run, as it came: nobody has looked at it, and it may be
 * forged.
 */
final class Recording {
  /** A little more than an honest session sends; what goes beyond is not kept. */
  private static final int MOST_BYTES = 8 << 20;

  private final ByteArrayOutputStream flight = new ByteArrayOutputStream();
  private final ByteArrayOutputStream watched = new ByteArrayOutputStream();

  /** The first bytes of what was watched, which tell how many follow. */
  private final ByteBuffer announced = ByteBuffer.allocate(Integer.BYTES);

  private Recording() {}

  /** A recording with one more piece, made now if there was none. */
  static Recording with(@Nullable Recording recording, SessionReply.Recorded piece) {
    Recording grown = recording == null ? new Recording() : recording;
    if (grown.flight.size() + grown.watched.size() + piece.bytes().length <= MOST_BYTES) {
      switch (piece.part()) {
        case FLIGHT -> grown.flight.writeBytes(piece.bytes());
        case WATCHED -> {
          grown.announced.put(
              piece.bytes(), 0, Math.min(grown.announced.remaining(), piece.bytes().length));
          grown.watched.writeBytes(piece.bytes());
        }
      }
    }
    return grown;
  }

  /** Whether the part that comes last has come to its end, as its own first bytes tell. */
  boolean isWhole() {
    return !announced.hasRemaining() && watched.size() - Integer.BYTES == announced.getInt(0);
  }

  byte[] flight() {
    return flight.toByteArray();
  }

  byte[] watched() {
    return watched.toByteArray();
  }
}
