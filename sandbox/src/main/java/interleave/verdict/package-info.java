/**
 * Tells from where threads stand what has become of them: who waits for whom in a circle, and why a
 * run does not end.
 *
 * <p>It looks at the threads it is given and knows nothing of runs, of the server or of how its
 * findings are sent; {@code interleave.agent} asks it.
 */
@NullMarked
package interleave.verdict;

import org.jspecify.annotations.NullMarked;
