/**
 * The book: Markdown files become chapters, cells, blocks and HTML pages.
 *
 * <p>{@link interleave.book.Book#read} reads a folder of chapters once and holds every file against
 * the authoring rules; whatever is wrong comes out as one {@link interleave.book.ContentException}.
 * {@link interleave.book.Pages} renders what was read. The package knows nothing of running a cell:
 * it only says what a cell is and how it should end.
 */
@NullMarked
package interleave.book;

import org.jspecify.annotations.NullMarked;
