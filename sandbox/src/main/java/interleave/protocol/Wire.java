package interleave.protocol;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries the messages of one sealed set over a byte stream, each in a frame: its length in four
 * bytes, then its kind and components.
 *
 * <p>A frame longer than the bound, or whose content is not exactly one message, is a {@link
 * WireException}: the other end is then to be hung up on. Reading never allocates more than a frame
 * can hold, whatever its inner lengths claim.
 *
 * @param <T> the sealed interface
 */
public final class Wire<T> {

  /** The largest frame to or from an engine, and to a session JVM: room for a cell's classes. */
  public static final int CLASSES_BOUND = 16 << 20;

  /** The largest frame from a session JVM: room for one event. */
  public static final int EVENT_BOUND = 256 << 10;

  private final RecordCodec codec;
  private final Class<T> set;
  private final int bound;

  /**
   * Carries one set of messages.
   *
   * @param set a sealed interface of records
   * @param bound the largest frame allowed, in bytes
   */
  public Wire(Class<T> set, int bound) {
    this.set = set;
    this.bound = bound;
    this.codec = new RecordCodec();
  }

  /**
   * Writes one message as one frame, in a single {@code write}, and flushes.
   *
   * @throws WireException when the message is larger than a frame may be; nothing is written then
   */
  public void write(OutputStream out, T message) throws IOException {
    ByteSink sink = new ByteSink();
    sink.putInt(0);
    codec.encode(set, message, sink);
    int length = sink.size() - Integer.BYTES;
    if (length > bound) {
      throw new WireException("a frame of " + length + " bytes is over the bound of " + bound);
    }
    sink.setInt(0, length);
    sink.writeTo(out);
    out.flush();
  }

  /**
   * Reads one message; blocks until it is there.
   *
   * @return null at the end of the stream
   * @throws WireException when what came is no message
   */
  public @Nullable T read(InputStream in) throws IOException {
    Optional<byte[]> frame = frame(in);
    if (frame.isEmpty()) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(frame.get());
    T message = set.cast(codec.decode(set, bytes));
    if (bytes.hasRemaining()) {
      throw new WireException(bytes.remaining() + " bytes too many in a frame");
    }
    return message;
  }

  private Optional<byte[]> frame(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    DataInputStream data = new DataInputStream(in);
    try {
      int length = first << 24 | data.readUnsignedByte() << 16 | data.readUnsignedShort();
      if (length < 1 || length > bound) {
        throw new WireException("a frame of " + length + " bytes; 1 to " + bound + " are allowed");
      }
      byte[] frame = in.readNBytes(length);
      if (frame.length < length) {
        throw new EOFException();
      }
      return Optional.of(frame);
    } catch (EOFException e) {
      throw WireException.cutOff();
    }
  }
}
