/** Tests of the walls: what is started, as text, and what boxes can do, by real processes. */
@NullMarked
package interleave.isolation;

import org.jspecify.annotations.NullMarked;
