package interleave.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Gathers a frame's bytes, big-endian, so that it can be written at once. */
final class ByteSink {
  private final Buffer bytes = new Buffer();

  void putByte(int value) {
    bytes.write(value);
  }

  void putInt(int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes.write(value >>> shift);
    }
  }

  void putLong(long value) {
    putInt((int) (value >>> 32));
    putInt((int) value);
  }

  void putBytes(byte[] value) {
    putInt(value.length);
    bytes.writeBytes(value);
  }

  void setInt(int at, int value) {
    bytes.set(at, value);
  }

  int size() {
    return bytes.size();
  }

  void writeTo(OutputStream out) throws IOException {
    bytes.writeTo(out);
  }

  private static final class Buffer extends ByteArrayOutputStream {
    void set(int at, int value) {
      for (int i = 0; i < Integer.BYTES; i++) {
        buf[at + i] = (byte) (value >>> (24 - 8 * i));
      }
    }
  }
}
