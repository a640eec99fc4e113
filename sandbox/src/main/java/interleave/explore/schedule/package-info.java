/**
 * Runs one execution of a woven program, one thread at a time, and knows what every thread does
 * next.
 */
@NullMarked
package interleave.explore.schedule;

import org.jspecify.annotations.NullMarked;
