package interleave.run;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A reader pressed Run.
 *
 * @param before what the cell builds on, in the order of the page; what has not run yet runs first
 * @param cell the cell itself
 * @param believed ids of cells that the page thinks have run in this session
 * @param dependents for each cell of the chapter, the cells that build on it, directly or not: when
 *     it runs anew they no longer count as having run
 */
public record RunRequest(
    SessionKey session,
    List<Cell> before,
    Cell cell,
    Set<String> believed,
    Map<String, Set<String>> dependents) {}
