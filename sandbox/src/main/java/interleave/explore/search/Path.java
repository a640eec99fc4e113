package interleave.explore.search;

import org.jspecify.annotations.Nullable;

/**
 * The decisions of an execution up to a point, shared with all others that begin alike.
 *
 * @param before the decisions before, null at the beginning
 * @param decision the number of a thread, or of what was picked
 * @param length how many decisions there are, this one counted
 */
record Path(@Nullable Path before, int decision, int length) {
  static Path after(@Nullable Path before, int decision) {
    return new Path(before, decision, before == null ? 1 : before.length + 1);
  }

  /** All decisions, the first one first. */
  static int[] decisions(@Nullable Path path) {
    int[] all = new int[path == null ? 0 : path.length];
    for (Path p = path; p != null; p = p.before) {
      all[p.length - 1] = p.decision;
    }
    return all;
  }
}
