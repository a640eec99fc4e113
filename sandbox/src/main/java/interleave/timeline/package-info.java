/** Makes the timeline of a run out of what its session JVM recorded, in another JVM. */
@NullMarked
package interleave.timeline;

import org.jspecify.annotations.NullMarked;
