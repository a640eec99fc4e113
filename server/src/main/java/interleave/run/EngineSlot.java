package interleave.run;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A place for an engine, and the scratchpads in it: those that wait warm, and those of sessions.
 * Not for several threads at a time; {@link Engines} sees to that.
 */
final class EngineSlot {
  private static final int SPARES = 2;

  private final Deque<Long> spares = new ArrayDeque<>();
  private final Set<Pad> held = new HashSet<>();
  private EngineLink link;

  EngineSlot(EngineLink link) {
    this.link = link;
  }

  EngineLink link() {
    return link;
  }

  /** Another engine, in which nothing is yet. */
  void become(EngineLink next) {
    link = next;
    spares.clear();
    held.clear();
  }

  /** How many sessions have a scratchpad here. */
  int users() {
    return held.size();
  }

  boolean wantsSpares() {
    return spares.size() < SPARES;
  }

  /** A warm scratchpad that nobody has yet. */
  void keep(long pad) {
    spares.addLast(pad);
  }

  /** The number of a warm scratchpad, which waits no longer. */
  Optional<Long> spare() {
    return Optional.ofNullable(spares.pollFirst());
  }

  void hold(Pad pad) {
    held.add(pad);
  }

  void forget(Pad pad) {
    held.remove(pad);
  }

  /** Takes back what was not used for the longest time, until another one has room. */
  void makeRoom(int most) {
    List<Pad> oldest = held.stream().sorted(Comparator.comparingLong(Pad::lastUsed)).toList();
    for (Pad pad : oldest) {
      if (held.size() < most) {
        return;
      }
      if (pad.takeBack()) {
        held.remove(pad);
      }
    }
  }
}
