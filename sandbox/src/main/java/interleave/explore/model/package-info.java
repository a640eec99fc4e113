/**
 * Stands in for the calls of the JDK by which threads wait for each other: the real objects,
 * without the real waiting.
 */
@NullMarked
package interleave.explore.model;

import org.jspecify.annotations.NullMarked;
