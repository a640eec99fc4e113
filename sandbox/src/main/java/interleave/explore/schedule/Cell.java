package interleave.explore.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One location of the explored program: a field, an element, a monitor, or an object as a whole.
 */
final class Cell {
  /** Keys of what is neither field nor element; those have their numbers, from 0. */
  static final int MONITOR = -1;

  static final int OBJECT = -2;

  final @Nullable Object on;
  final int key;

  // The last write and the reads since: whose, when on its own clock, from which site.
  int writer = -1;
  int writeTime;
  int writeSite;
  boolean writeOrders;
  int[] readTimes = NONE;
  int[] readSites = NONE;
  boolean[] readOrders = new boolean[0];

  /** What those know who acquire from here; null while nobody released. */
  @Nullable Clock released;

  // The dependencies of the next operation here, as hashes of the operations it depends on.
  long written;
  long reads;

  /** Counts the writes. */
  int version;

  // As a monitor, and as any lock.
  @Nullable Strand owner;
  int depth;
  @Nullable List<Strand> waiters;
  int notifications;

  private static final int[] NONE = {};

  Cell(@Nullable Object on, int key) {
    this.on = on;
    this.key = key;
  }

  void readBy(int thread, int time, int site, boolean orders) {
    if (thread >= readTimes.length) {
      int length = Math.max(4, thread + 1);
      readTimes = Arrays.copyOf(readTimes, length);
      readSites = Arrays.copyOf(readSites, length);
      readOrders = Arrays.copyOf(readOrders, length);
    }
    readTimes[thread] = time;
    readSites[thread] = site;
    readOrders[thread] = orders;
  }

  void writtenBy(int thread, int time, int site, boolean orders) {
    writer = thread;
    writeTime = time;
    writeSite = site;
    writeOrders = orders;
    readTimes = NONE;
    readSites = NONE;
    version++;
  }

  Clock releases() {
    Clock clock = released;
    if (clock == null) {
      clock = new Clock();
      released = clock;
    }
    return clock;
  }

  List<Strand> waiters() {
    List<Strand> list = waiters;
    if (list == null) {
      list = new ArrayList<>();
      waiters = list;
    }
    return list;
  }
}
