package interleave.resources;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/** Does something to every process of a kind, also to those that are started meanwhile. */
public final class Rounds {

  /** More rounds than an honest tree has generations; a fork bomb must not keep us here. */
  private static final int MOST = 50;

  private Rounds() {}

  /**
   * Goes round until no new process is seen.
   *
   * @param processes those that there are now, each time it is asked
   * @param deed done once to each; the first that answers false ends it all
   */
  public static void overAll(Supplier<List<Long>> processes, LongPredicate deed) {
    Set<Long> seen = new HashSet<>();
    for (int round = 0; round < MOST; round++) {
      List<Long> fresh = processes.get().stream().filter(seen::add).toList();
      if (fresh.isEmpty() || !fresh.stream().allMatch(deed::test)) {
        return;
      }
    }
  }
}
