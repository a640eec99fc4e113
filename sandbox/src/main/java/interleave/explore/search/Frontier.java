package interleave.explore.search;

import interleave.explore.schedule.Choice;
import interleave.explore.schedule.Chooser;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What is left to explore: ways not yet gone, those without a further preemption first.
 *
 * <p>Iterative context bounding (Musuvathi and Qadeer, 2007): all executions with n preemptions are
 * run before the first with n + 1, and none twice. A state that was seen before, by the signature
 * of what led to it, is not explored again: it was reached with no more preemptions then, so that
 * all that can follow within the bound has been covered. A way is dropped before it is gone when
 * the state behind its first operation is known.
 */
final class Frontier implements Chooser {
  private record Way(@Nullable Path before, int decision, long key) {}

  private static final int MOST = 1_000_000;

  private final Deque<Way> now = new ArrayDeque<>();
  private final Deque<Way> next = new ArrayDeque<>();
  private final States seen = new States();
  private final States deferred = new States();
  private int[] prefix = new int[0];
  private int depth;
  private @Nullable Path path;
  private boolean strayed;
  private boolean begun;
  private int bound;

  /** Prepares the next execution; false when nothing is left within the bound. */
  boolean take() {
    if (!begun) {
      begun = true;
      begin(null);
      return true;
    }
    for (Way way = now.pollLast(); way != null; way = now.pollLast()) {
      if (way.key() == 0 || seen.add(way.key())) {
        begin(Path.after(way.before(), way.decision()));
        return true;
      }
    }
    return false;
  }

  private void begin(@Nullable Path from) {
    prefix = Path.decisions(from);
    path = null;
    depth = 0;
    strayed = false;
  }

  /** Allows one preemption more; false when none was ever wished for. */
  boolean raise() {
    bound++;
    now.addAll(next);
    next.clear();
    deferred.clear();
    return !now.isEmpty();
  }

  /** Whether what is left has grown beyond what a small heap holds. */
  boolean crowded() {
    return now.size() + next.size() > MOST;
  }

  int bound() {
    return bound;
  }

  /** Whether the execution did not repeat what led to its way: it is not deterministic. */
  boolean strayed() {
    return strayed;
  }

  @Override
  public int choose(Choice choice) {
    if (depth < prefix.length) {
      int wanted = prefix[depth++];
      path = Path.after(path, wanted);
      for (int way = 0; way < choice.size(); way++) {
        if (choice.thread(way) == wanted) {
          return way;
        }
      }
      strayed = true;
      return ABANDON;
    }
    if (!seen.add(choice.key())) {
      return ABANDON;
    }
    int chosen = ABANDON;
    Path here = path;
    for (int way = choice.size() - 1; way >= 0; way--) {
      long key = choice.key(way);
      if (choice.cost(way) > 0) {
        if (!seen.has(key) && deferred.add(key)) {
          next.addFirst(new Way(here, choice.thread(way), key));
        }
      } else if (!seen.has(key)) {
        if (chosen != ABANDON) {
          now.addLast(new Way(here, choice.thread(chosen), choice.key(chosen)));
        }
        chosen = way;
      }
    }
    if (chosen != ABANDON) {
      seen.add(choice.key(chosen));
      path = Path.after(here, choice.thread(chosen));
    }
    return chosen;
  }

  @Override
  public int pick(int count) {
    if (depth < prefix.length) {
      int wanted = prefix[depth++];
      path = Path.after(path, wanted);
      return Math.min(wanted, count - 1);
    }
    for (int other = count - 1; other > 0; other--) {
      now.addLast(new Way(path, other, 0));
    }
    path = Path.after(path, 0);
    return 0;
  }

  @Override
  public boolean everywhere() {
    return false;
  }
}
