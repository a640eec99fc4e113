/**
 * Speaks HTTP: the run interface, the gate that keeps foreign pages out, and the parts of the
 * server put together.
 *
 * <p>Here the book and the runs meet: {@link interleave.web.ChapterCells} turns a cell of the book
 * into a request to run. Pages are in {@link interleave.web.pages}.
 */
@NullMarked
package interleave.web;

import org.jspecify.annotations.NullMarked;
