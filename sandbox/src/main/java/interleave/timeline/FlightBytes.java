package interleave.timeline;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Reads bytes in the encodings of the Flight Recorder, no further than an end and no longer than an
 * amount of work.
 */
final class FlightBytes {
  /** The most characters that are kept of a text. */
  private static final int LONGEST = 500;

  private final byte[] bytes;
  private long work;
  private int at;
  private int end;

  /**
   * Reads from the beginning.
   *
   * @param work how many things may be read, jumps back and all
   */
  FlightBytes(byte[] bytes, long work) {
    this.bytes = bytes;
    this.work = work;
    this.end = bytes.length;
  }

  int at() {
    return at;
  }

  int end() {
    return end;
  }

  /**
   * Goes on somewhere else.
   *
   * @throws IOException when that is not within the bytes
   */
  void go(long position, long until) throws IOException {
    if (position < 0 || until < position || until > bytes.length) {
      throw new IOException("a place outside of the recording");
    }
    at = (int) position;
    end = (int) until;
  }

  void skip(int length) throws IOException {
    need(length);
    work -= length;
    at += length;
  }

  int octet() throws IOException {
    need(1);
    return bytes[at++] & 0xff;
  }

  /** A number of eight bytes, or of so many. */
  long raw(int length) throws IOException {
    long number = 0;
    for (int i = 0; i < length; i++) {
      number = number << 8 | octet();
    }
    return number;
  }

  /** A number of one to nine bytes, the lowest seven bits first. */
  long number() throws IOException {
    long number = 0;
    for (int shift = 0; shift < 56; shift += 7) {
      int octet = octet();
      number |= (octet & 0x7fL) << shift;
      if (octet < 0x80) {
        return number;
      }
    }
    return number | (long) octet() << 56;
  }

  /** How many things follow; each of them takes at least a byte. */
  int count() throws IOException {
    long count = number() & 0xffff_ffffL;
    if (count > end - at) {
      throw new IOException(count + " things in " + (end - at) + " bytes");
    }
    return (int) count;
  }

  /** How a text is told. */
  enum Told {
    NULL,
    EMPTY,
    /** By its number among the constants. */
    CONSTANT,
    UTF_8,
    CHARACTERS,
    LATIN_1
  }

  Told told() throws IOException {
    int kind = octet();
    if (kind >= Told.values().length) {
      throw new IOException("a text of kind " + kind);
    }
    return Told.values()[kind];
  }

  /** A text that is told itself, cut to what can be of use. */
  String text(Told told) throws IOException {
    return switch (told) {
      case NULL, EMPTY -> "";
      case CONSTANT -> throw new IOException("a constant in place of a text");
      case UTF_8 -> text(StandardCharsets.UTF_8);
      case LATIN_1 -> text(StandardCharsets.ISO_8859_1);
      case CHARACTERS -> {
        StringBuilder text = new StringBuilder();
        for (int left = count(); left > 0; left--) {
          char next = (char) number();
          if (text.length() < LONGEST) {
            text.append(next);
          }
        }
        yield text.toString();
      }
    };
  }

  private String text(Charset charset) throws IOException {
    int length = count();
    int from = at;
    skip(length);
    return new String(bytes, from, Math.min(length, LONGEST), charset);
  }

  private void need(int length) throws IOException {
    if (--work < 0) {
      throw new IOException("a recording that takes too long to read");
    }
    if (length > end - at) {
      throw new IOException("a recording that is cut off");
    }
  }
}
