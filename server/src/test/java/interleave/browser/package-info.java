/** Opens the book as readers do: the real server in a process of its own, and a real Chromium. */
@NullMarked
package interleave.browser;

import org.jspecify.annotations.NullMarked;
