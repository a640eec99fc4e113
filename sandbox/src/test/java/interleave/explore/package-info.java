/** Tests of the interleaving explorer: small programs with known answers. */
package interleave.explore;
