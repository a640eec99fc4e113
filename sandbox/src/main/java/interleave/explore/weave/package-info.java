/**
 * Rewrites the class files of a program so that its threads ask before every operation that another
 * thread could notice.
 */
@NullMarked
package interleave.explore.weave;

import org.jspecify.annotations.NullMarked;
