/**
 * Runs inside a session JVM, beside the reader's code: defines classes, runs steps, tags what each
 * thread prints, and tells what lives on.
 *
 * <p>The JVM's own descriptors are set up by its launcher: commands come in on descriptor 4,
 * replies go out on 3, and whatever is written past {@code System.out} (native code, child
 * processes) lands on 1 and 2, which the server shows as plain output. The reader's code can reach
 * everything here; that is why the server believes nothing of it.
 */
@NullMarked
package interleave.agent;

import org.jspecify.annotations.NullMarked;
