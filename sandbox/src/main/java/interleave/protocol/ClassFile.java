package interleave.protocol;

/**
 * A compiled class on its way into a session JVM.
 *
 * @param name the binary name, such as {@code REPL.$JShell$11$Counter}
 * @param cell the id of the cell whose lines its line table counts
 * @param bytes the class file, as the compiler wrote it but for line numbers and source name
 */
// A record of bytes is compared by nobody; its array's identity is harmless.
@SuppressWarnings("ArrayRecordComponent")
public record ClassFile(String name, String cell, byte[] bytes) {}
