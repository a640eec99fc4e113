/** The command line: {@code serve}, {@code check}, {@code doctor}. */
@NullMarked
package interleave.cli;

import org.jspecify.annotations.NullMarked;
