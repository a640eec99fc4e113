/**
 * What the tests of all modules share: {@link interleave.testing.Needs} says what a test needs of
 * the machine, {@link interleave.testing.LeftOut} reports at the end what was not tested for want
 * of it.
 */
@NullMarked
package interleave.testing;

import org.jspecify.annotations.NullMarked;
