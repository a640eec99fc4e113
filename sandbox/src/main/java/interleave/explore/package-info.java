/**
 * The interleaving explorer: runs a program under one schedule after another, until one fails or
 * none is left within the bound. {@link interleave.explore.Explorer} is the way in.
 */
@NullMarked
package interleave.explore;

import org.jspecify.annotations.NullMarked;
