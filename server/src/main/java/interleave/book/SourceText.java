package interleave.book;

/**
 * A piece of an author's file.
 *
 * @param text the text, without a final newline
 * @param line the line of the file on which it begins, counted from 1
 */
public record SourceText(String text, int line) {}
