/**
 * Pages and files as ready bytes.
 *
 * <p>A {@link interleave.web.pages.Site} is one immutable build of the book: every page, style
 * sheet, module and picture by its address, compressed once. {@link
 * interleave.web.pages.PageRoutes} answers requests by looking them up; {@link
 * interleave.web.pages.DevReload} builds a new site when an author's file has changed.
 */
@NullMarked
package interleave.web.pages;

import org.jspecify.annotations.NullMarked;
