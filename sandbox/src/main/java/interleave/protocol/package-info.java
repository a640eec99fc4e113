/**
 * What the server, the engine and a session JVM say to each other: sealed sets of records and the
 * one codec that carries them.
 *
 * <p>Two lines meet in the server. {@link interleave.protocol.EngineCommand} goes to an engine,
 * which answers with {@link interleave.protocol.EngineReply}: a cell's text becomes classes and
 * steps. {@link interleave.protocol.SessionCommand} carries those to a session JVM, which answers
 * with {@link interleave.protocol.SessionReply}: what the reader's code did. Both other ends run
 * strangers' text and are trusted in nothing; {@link interleave.protocol.Wire} bounds what they can
 * say.
 */
@NullMarked
package interleave.protocol;

import org.jspecify.annotations.NullMarked;
