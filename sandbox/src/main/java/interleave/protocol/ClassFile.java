package interleave.protocol;

/**
 * A compiled class on its way into a session JVM.
 *
 * @param name the binary name, such as {@code REPL.$JShell$11$Counter}
 * @param cell the id of the cell whose lines its line table counts; empty for a class that was
 *     generated, which no reader has seen
 * @param bytes the class file, as the compiler wrote it but for line numbers and source name
 */
// A record of bytes is compared by nobody; its array's identity is harmless.
@SuppressWarnings("ArrayRecordComponent")
public record ClassFile(String name, String cell, byte[] bytes) {
  /**
   * Where a class file tells its minor version, and the one that marks preview features (JVMS 4.1).
   */
  private static final int MINOR = 4;

  private static final int PREVIEW = 0xffff;

  /** Whether it runs only in a JVM with preview features. */
  public boolean needsPreview() {
    return bytes.length > MINOR + 1
        && ((bytes[MINOR] & 0xff) << 8 | bytes[MINOR + 1] & 0xff) == PREVIEW;
  }
}
