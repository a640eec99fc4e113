/**
 * Runs jcstress's generated runner on a test of the reader's, and counts what its actors see.
 *
 * <p>jcstress's own launcher probes the machine for seconds before it begins, so its runner is used
 * directly: an interface that jcstress does not promise to keep, and the reason why its version is
 * pinned.
 */
@NullMarked
package interleave.stress;

import org.jspecify.annotations.NullMarked;
