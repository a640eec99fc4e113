package interleave.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;

/**
 * Makes a class file count lines as the reader does, and name the cell as its source.
 *
 * <p>Only the LineNumberTable and SourceFile attributes change (JVMS 4.7.10, 4.7.12), in place:
 * every instruction stays the byte that javac wrote. With it every stack trace, dump and recording
 * speaks of the reader's lines without being translated.
 */
final class LineNumbers {
  private final ByteBuffer bytes;
  private final IntUnaryOperator lines;
  private final int[] constants;
  private int sourceFile;

  private LineNumbers(byte[] original, IntUnaryOperator lines) {
    this.bytes = ByteBuffer.wrap(original.clone());
    this.lines = lines;
    bytes.position(8); // magic and version
    this.constants = new int[u2()];
  }

  /**
   * Rewrites a class file.
   *
   * @param lines from a line of the compiled text to the reader's
   * @param source what stack traces give as the file
   */
  static byte[] rewrite(byte[] original, String source, IntUnaryOperator lines) {
    LineNumbers file = new LineNumbers(original, lines);
    file.constantPool();
    file.bytes.position(file.bytes.position() + 6); // flags, this, super
    file.skip(2 * file.u2()); // interfaces
    file.members(); // fields
    file.members(); // methods
    file.attributes();
    return file.withSource(source);
  }

  private void constantPool() {
    for (int i = 1; i < constants.length; i++) {
      constants[i] = bytes.position();
      int tag = bytes.get();
      switch (tag) {
        case 1 -> skip(u2());
        case 5, 6 -> {
          skip(8);
          i++; // long and double take two places (JVMS 4.4.5)
        }
        case 3, 4, 9, 10, 11, 12, 17, 18 -> skip(4);
        case 7, 8, 16, 19, 20 -> skip(2);
        case 15 -> skip(3);
        default -> throw new IllegalArgumentException("constant of tag " + tag);
      }
    }
  }

  private void members() {
    for (int left = u2(); left > 0; left--) {
      skip(6); // flags, name, descriptor
      attributes();
    }
  }

  private void attributes() {
    for (int left = u2(); left > 0; left--) {
      String name = utf8(u2());
      int end = bytes.getInt() + bytes.position();
      switch (name) {
        case "Code" -> code();
        case "LineNumberTable" -> lineTable();
        case "SourceFile" -> sourceFile = u2();
        default -> {}
      }
      bytes.position(end);
    }
  }

  private void code() {
    skip(4); // stack and locals
    skip(bytes.getInt());
    skip(8 * u2()); // exception table
    attributes();
  }

  private void lineTable() {
    for (int left = u2(); left > 0; left--) {
      skip(2); // start_pc
      int at = bytes.position();
      bytes.putShort(at, (short) lines.applyAsInt(u2()));
    }
  }

  private byte[] withSource(String source) {
    if (sourceFile == 0) {
      return bytes.array();
    }
    byte[] name = source.getBytes(StandardCharsets.UTF_8);
    int start = constants[sourceFile] + 1;
    int end = start + 2 + Short.toUnsignedInt(bytes.getShort(start));
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.capacity() + name.length);
    out.write(bytes.array(), 0, start);
    out.write(name.length >>> 8);
    out.write(name.length);
    out.writeBytes(name);
    out.write(bytes.array(), end, bytes.capacity() - end);
    return out.toByteArray();
  }

  private String utf8(int constant) {
    int at = constants[constant] + 1;
    int length = Short.toUnsignedInt(bytes.getShort(at));
    return new String(bytes.array(), at + 2, length, StandardCharsets.UTF_8);
  }

  private int u2() {
    return Short.toUnsignedInt(bytes.getShort());
  }

  private void skip(int count) {
    bytes.position(bytes.position() + count);
  }
}
