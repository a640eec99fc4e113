/** Measures what readers wait for and what a session costs; a program to be read, not a test. */
@NullMarked
package interleave.bench;

import org.jspecify.annotations.NullMarked;
