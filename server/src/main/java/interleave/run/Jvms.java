package interleave.run;

import interleave.resources.Limits;

/**
 * The JVMs that the server keeps.
 *
 * @param spares warm session JVMs kept waiting, at least 1
 * @param engines compiler JVMs, at least 1
 * @param session what the box of a session may use
 * @param engine what the box of an engine may use
 * @param laboratory what the box of a benchmark or a stress test may use
 */
public record Jvms(int spares, int engines, Limits session, Limits engine, Limits laboratory) {}
