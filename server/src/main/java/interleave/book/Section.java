package interleave.book;

/**
 * A heading of a chapter.
 *
 * @param level 2 for a section, 3 or more for what lies within one
 * @param id the anchor, unique on the page
 * @param title the heading as plain text
 * @param line the line of the file, counted from 1
 */
public record Section(int level, String id, String title, int line) {}
