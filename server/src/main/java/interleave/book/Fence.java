package interleave.book;

/**
 * A fenced block as it stands in a file.
 *
 * @param info the words after the backticks
 * @param body the lines between the fences, without a final newline
 * @param line the line of the opening fence, counted from 1; the body begins on the next
 */
record Fence(String info, String body, int line) {}
