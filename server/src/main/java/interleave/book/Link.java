package interleave.book;

/**
 * A link as an author wrote it.
 *
 * @param target the target, for example {@code 09-deadlock.md#coffman}
 * @param line the line of the file, counted from 1
 */
record Link(String target, int line) {}
