/**
 * Runs JMH on a benchmark of the reader's, one in a JVM, and words what the points say.
 *
 * <p>{@link interleave.benchmark.Measurement} runs in the JVM that measures; {@link
 * interleave.benchmark.Results} and {@link interleave.benchmark.Comparison} work on the events,
 * wherever all of a run's are heard.
 */
@NullMarked
package interleave.benchmark;

import org.jspecify.annotations.NullMarked;
