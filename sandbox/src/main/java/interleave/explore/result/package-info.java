/** What an exploration tells: plain records, without a trace of how they were found. */
@NullMarked
package interleave.explore.result;

import org.jspecify.annotations.NullMarked;
