/**
 * Records what the threads of one run do, inside the session JVM and only for runs that ask for it:
 * the JDK's Flight Recorder, hooks woven into the reader's classes for the time of the run, the
 * kernel's account of processor time, and a last look at who still waits.
 *
 * <p>Nothing here is loaded before the first recorded run.
 */
@NullMarked
package interleave.watch;

import org.jspecify.annotations.NullMarked;
