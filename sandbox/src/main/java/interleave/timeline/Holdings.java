package interleave.timeline;

import interleave.timeline.Call.Phase;
import interleave.timeline.Entry.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who held which lock when, as far as woven code told it. */
final class Holdings {
  /** How many locks of one thread are followed at once. */
  private static final int DEEPEST = 500;

  /** A lock, and what became of it. */
  static final class Lock {
    final Identity identity;
    final String type;
    final List<Held> held = new ArrayList<>();
    final Set<Long> wanted = new HashSet<>();

    Lock(Identity identity, String type) {
      this.identity = identity;
      this.type = type;
    }
  }

  /** One holding. */
  record Held(long thread, long from, long to, FlightFile.Where where) {}

  private static final class Open {
    int depth;
    Entry since;

    Open(Entry since) {
      this.depth = 1;
      this.since = since;
    }
  }

  private record Key(long thread, Identity lock) {}

  private final Map<Identity, Lock> locks = new LinkedHashMap<>();
  private final Map<Key, Open> open = new HashMap<>();

  /** Locks of java.util.concurrent that a thread holds, the latest last. */
  private final Map<Long, List<Identity>> stacks = new HashMap<>();

  /**
   * Follows what was told.
   *
   * @param entries in the order of time
   * @param until when the recording ended
   */
  Holdings(List<Entry> entries, long until) {
    Map<Long, Identity> left = new HashMap<>();
    for (Entry entry : entries) {
      switch (entry.call()) {
        case MONITOR, LOCK -> take(entry);
        case MONITOR_EXIT, UNLOCK -> entry.object().ifPresent(o -> release(entry, o));
        case WAIT -> entry.object().ifPresent(o -> pause(entry, o));
        case AWAIT -> {
          List<Identity> mine = stacks.getOrDefault(entry.thread(), List.of());
          if (entry.phase() == Phase.BEFORE && !mine.isEmpty()) {
            left.put(entry.thread(), mine.getLast());
          }
          Identity lock = left.get(entry.thread());
          if (lock != null) {
            pause(entry, lock);
          }
        }
        case SIGNAL, NOTIFY, SLEEP, PARK, UNPARK, JOIN, START, MEET, ACQUIRE, RELEASE, PROCESS -> {}
      }
    }
    open.forEach(
        (key, last) -> {
          if (last.depth > 0) {
            hold(key, last, until);
          }
        });
    locks.values().forEach(l -> l.held.sort((a, b) -> Long.compare(a.from, b.from)));
  }

  private Optional<Lock> lock(Entry entry) {
    return entry.object().map(o -> locks.computeIfAbsent(o, _ -> new Lock(o, entry.type())));
  }

  private void take(Entry entry) {
    Optional<Lock> found = lock(entry);
    if (found.isEmpty()) {
      return;
    }
    Lock lock = found.get();
    lock.wanted.add(entry.thread());
    if (entry.phase() != Phase.DONE) {
      return;
    }
    Key key = new Key(entry.thread(), lock.identity);
    Open mine = open.get(key);
    if (mine == null) {
      open.put(key, new Open(entry));
    } else if (mine.depth++ == 0) {
      mine.since = entry;
    }
    if (entry.call() == Call.LOCK) {
      List<Identity> stack = stacks.computeIfAbsent(entry.thread(), _ -> new ArrayList<>());
      if (stack.size() < DEEPEST) {
        stack.add(lock.identity);
      }
    }
  }

  private void release(Entry entry, Identity lock) {
    Key key = new Key(entry.thread(), lock);
    Open mine = open.get(key);
    if (mine != null && mine.depth > 0 && --mine.depth == 0) {
      hold(key, mine, entry.nanos());
    }
    List<Identity> stack = stacks.get(entry.thread());
    if (entry.call() == Call.UNLOCK && stack != null) {
      int last = stack.lastIndexOf(lock);
      if (last >= 0) {
        stack.remove(last);
      }
    }
  }

  /** A wait gives the lock back, however often it is held, and has it again when it is over. */
  private void pause(Entry entry, Identity lock) {
    Key key = new Key(entry.thread(), lock);
    Open mine = open.get(key);
    if (mine == null || mine.depth == 0) {
      return;
    }
    if (entry.phase() == Phase.BEFORE) {
      hold(key, mine, entry.nanos());
    }
    mine.since = entry;
  }

  private void hold(Key key, Open mine, long to) {
    boolean waits = mine.since.phase() == Phase.BEFORE;
    Lock lock = locks.get(key.lock);
    if (!waits && lock != null && to > mine.since.nanos()) {
      lock.held.add(new Held(key.thread, mine.since.nanos(), to, mine.since.where()));
    }
  }

  /** Locks that more than one thread wanted, in the order in which they were first taken. */
  List<Lock> wantedByMany() {
    return locks.values().stream().filter(l -> l.wanted.size() > 1).toList();
  }

  /** The thread that held a lock at some time, other than the one that asks; 0 for none. */
  long holder(Identity identity, long at, long asks) {
    Lock lock = locks.get(identity);
    if (lock == null) {
      return 0;
    }
    // By the first that begins after it: holdings of a lock do not overlap, but for readers'.
    int low = 0;
    int high = lock.held.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (lock.held.get(middle).from <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int i = low - 1; i >= Math.max(0, low - 8); i--) {
      Held held = lock.held.get(i);
      if (held.to > at && held.thread != asks) {
        return held.thread;
      }
    }
    return 0;
  }
}
