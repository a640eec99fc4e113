package interleave.explore.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened in one execution: always the turns, and for a replay every step. */
final class Log {
  /**
   * A step as it was seen.
   *
   * @param strand who
   * @param site where; number 0 for what has no place
   * @param cell the location, null for none
   * @param verb {@code →} for a read, {@code =} for a write, empty when the text says all
   * @param text what was read or written, or all of it
   * @param state the location's value after the step, null when unknown
   */
  record Entry(
      Strand strand,
      Site site,
      @Nullable Cell cell,
      String verb,
      String text,
      @Nullable String state) {}

  private final boolean detailed;
  private boolean muted;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Integer, Strand> preempted = new HashMap<>();
  private final Map<Cell, Object> arrays = new IdentityHashMap<>();
  private int[] turns = new int[32];
  private int size;
  private int[] picks = new int[0];

  Log(boolean detailed) {
    this.detailed = detailed;
  }

  boolean detailed() {
    return detailed && !muted;
  }

  /** From now on nothing is told, or everything is again. */
  void mute(boolean quiet) {
    muted = quiet;
  }

  /** A thread's turn is over when it had done so many operations in all. */
  void turn(int strand, int ops) {
    if (size + 2 > turns.length) {
      turns = Arrays.copyOf(turns, size * 2);
    }
    turns[size++] = strand;
    turns[size++] = ops;
  }

  /** Before the next entry a thread was taken off that could have gone on. */
  void preempted(Strand strand) {
    if (detailed) {
      preempted.put(entries.size(), strand);
    }
  }

  /** Who was taken off before an entry, null for nobody. */
  @Nullable Strand preempted(int entry) {
    return preempted.get(entry);
  }

  void pick(int picked) {
    picks = Arrays.copyOf(picks, picks.length + 1);
    picks[picks.length - 1] = picked;
  }

  void add(Entry entry) {
    entries.add(entry);
  }

  /** Remembers that a field holds an array, whose elements are then called by the field's name. */
  void holds(Cell field, Object array) {
    arrays.put(field, array);
  }

  Map<Cell, Object> arrays() {
    return arrays;
  }

  List<Entry> entries() {
    return entries;
  }

  /** Turns as pairs: whose, and how many operations it had then done in all. */
  int[] turns() {
    return Arrays.copyOf(turns, size);
  }

  int[] picks() {
    return picks;
  }
}
