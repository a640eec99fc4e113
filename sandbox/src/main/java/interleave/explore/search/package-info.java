/** Chooses which executions to run: few preemptions first, and never two that differ in nothing. */
@NullMarked
package interleave.explore.search;

import org.jspecify.annotations.NullMarked;
