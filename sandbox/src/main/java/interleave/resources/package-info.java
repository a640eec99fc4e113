/**
 * What a box may use, and who holds it to that.
 *
 * <p>{@link interleave.resources.Limits} says how much. What concerns one process the launched
 * command keeps by itself, with the kernel's limits for processes; what all processes of a box use
 * together a {@link interleave.resources.ResourceControl} keeps: control groups where the system
 * lets us make them, and elsewhere sums over the process table.
 */
@NullMarked
package interleave.resources;

import org.jspecify.annotations.NullMarked;
