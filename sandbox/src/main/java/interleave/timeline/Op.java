package interleave.timeline;

import interleave.timeline.Call.Phase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A call that may have waited, from before to after.
 *
 * @param begun what was told before; for a monitor of a synchronized method without its object
 * @param end what was told after; the same as begun while it is not over
 */
record Op(Entry begun, Entry end, long from, long to, boolean over) {
  /** A call that waits can run another that does: a task in a join. */
  private static final int DEEPEST = 100;

  Call call() {
    return begun.call();
  }

  long thread() {
    return begun.thread();
  }

  /** What was told with its object. */
  Entry named() {
    return begun.object().isPresent() ? begun : end;
  }

  /**
   * Pairs what was told before with what was told after, for each thread.
   *
   * @param entries in the order of time
   * @param until when the recording ended
   */
  static List<Op> pair(List<Entry> entries, long until) {
    Map<Long, Deque<Entry>> open = new HashMap<>();
    List<Op> ops = new ArrayList<>();
    for (Entry entry : entries) {
      Deque<Entry> mine = open.computeIfAbsent(entry.thread(), _ -> new ArrayDeque<>());
      // A synchronized method may have been overridden by one that is not: then nothing follows.
      Entry last = mine.peek();
      if (last != null
          && isGuess(last)
          && !(entry.call() == Call.MONITOR && entry.phase() == Phase.DONE)) {
        mine.pop();
      }
      if (entry.phase() == Phase.BEFORE) {
        if (mine.size() < DEEPEST) {
          mine.push(entry);
        }
      } else if (entry.call().state().isPresent()) {
        close(mine, entry, ops);
      }
    }
    for (Deque<Entry> mine : open.values()) {
      if (!mine.isEmpty()) {
        Entry entry = mine.peek();
        ops.add(new Op(entry, entry, entry.nanos(), until, false));
      }
    }
    return ops;
  }

  /** Whether it is not known that a monitor will be entered. */
  static boolean isGuess(Entry entry) {
    return entry.call() == Call.MONITOR
        && entry.phase() == Phase.BEFORE
        && entry.object().isEmpty();
  }

  private static void close(Deque<Entry> open, Entry end, List<Op> ops) {
    for (Iterator<Entry> all = open.iterator(); all.hasNext(); ) {
      Entry begun = all.next();
      if (begun.call() == end.call()
          && (begun.object().equals(end.object()) || isGuess(begun))
          && begun.other() == end.other()) {
        while (open.peek() != begun) {
          open.pop();
        }
        open.pop();
        ops.add(new Op(begun, end, begun.nanos(), end.nanos(), true));
        return;
      }
    }
  }
}
