/** What a listing that is explored may call. */
@NullMarked
package interleave.lab;

import org.jspecify.annotations.NullMarked;
