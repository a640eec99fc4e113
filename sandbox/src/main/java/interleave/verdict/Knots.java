package interleave.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds threads that wait for each other in a circle, over monitors and ownable synchronizers. */
public final class Knots {
  private Knots() {}

  /** One thread of a circle, what it waits for, and who has that. */
  public record Tie(Stance waiter, Object lock, Thread owner) {
    boolean sameAs(Tie other) {
      return waiter.thread() == other.waiter.thread() && lock == other.lock && owner == other.owner;
    }
  }

  /** Every circle among the threads; in each, a thread waits for what the next one has. */
  public static List<List<Tie>> among(Collection<Thread> threads) {
    List<Stance> stances =
        threads.stream().map(Internals::stance).flatMap(Optional::stream).toList();
    return in(stances);
  }

  /** The same among stances already taken. */
  static List<List<Tie>> in(List<Stance> stances) {
    Map<Object, Thread> owners = new IdentityHashMap<>();
    stances.forEach(s -> s.held().forEach(h -> owners.put(h.monitor(), s.thread())));
    Map<Thread, Tie> ties = new IdentityHashMap<>();
    for (Stance stance : stances) {
      Object on = stance.on();
      Thread owner = stance.waiting() == Stance.Wait.ENTRY ? owners.get(on) : stance.owner(stances);
      if (on != null && owner != null && owner != stance.thread()) {
        ties.put(stance.thread(), new Tie(stance, on, owner));
      }
    }
    List<List<Tie>> circles = new ArrayList<>();
    Set<Thread> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Tie start : ties.values()) {
      List<Tie> path = new ArrayList<>();
      Tie tie = start;
      while (tie != null && visited.add(tie.waiter.thread())) {
        path.add(tie);
        tie = ties.get(tie.owner);
      }
      // The walk ended at a thread of this very path: what follows that thread is a circle.
      int from = tie == null ? -1 : path.indexOf(tie);
      if (from >= 0) {
        circles.add(List.copyOf(path.subList(from, path.size())));
      }
    }
    return circles;
  }

  /** Whether a second look finds the circle unchanged. */
  public static boolean holds(List<Tie> circle) {
    return among(circle.stream().map(t -> t.waiter().thread()).toList()).stream()
        .anyMatch(
            again ->
                again.size() == circle.size()
                    && new HashSet<>(again.stream().map(Tie::owner).toList())
                        .containsAll(circle.stream().map(Tie::owner).toList())
                    && circle.stream().allMatch(t -> again.stream().anyMatch(t::sameAs)));
  }
}
