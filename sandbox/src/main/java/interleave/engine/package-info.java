/**
 * Compiles readers' text: one hot JVM holds the JShell front ends of many sessions and runs none of
 * their code.
 *
 * <p>A cell is compiled whole before anything of it runs. JShell believes that it executes each
 * snippet as it goes; {@link interleave.engine.Recorder} writes down what it would have loaded and
 * invoked, and that plan travels to the session JVM in one piece. So no compile time falls between
 * two statements of a cell, a cell with an error runs not at all, and a front end is a pure
 * function of the texts it has compiled: it can be lost and built again while the reader's heap
 * lives on.
 */
@NullMarked
package interleave.engine;

import org.jspecify.annotations.NullMarked;
