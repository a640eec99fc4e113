/**
 * Runs cells: sessions, their session JVMs, the engines that compile for them, and fair turns.
 *
 * <p>{@link interleave.run.Sessions} is the way in. A request becomes a {@link interleave.run.Run},
 * a stream of events that its caller drains; the {@link interleave.run.Session} of that reader and
 * chapter conducts it. This package knows cells as texts; it knows nothing of books or of HTTP.
 */
@NullMarked
package interleave.run;

import org.jspecify.annotations.NullMarked;
