package interleave.explore.search;

import java.util.Arrays;

/** A set of 64-bit hashes of states, without boxes. */
final class States {
  private long[] table = new long[1024];
  private int size;

  /** Adds a hash; tells whether it is new. */
  boolean add(long hash) {
    long key = hash == 0 ? 1 : hash;
    int mask = table.length - 1;
    int i = (int) (key ^ (key >>> 32)) & mask;
    while (table[i] != 0) {
      if (table[i] == key) {
        return false;
      }
      i = (i + 1) & mask;
    }
    table[i] = key;
    if (++size * 2 > table.length) {
      grow();
    }
    return true;
  }

  boolean has(long hash) {
    long key = hash == 0 ? 1 : hash;
    int mask = table.length - 1;
    for (int i = (int) (key ^ (key >>> 32)) & mask; table[i] != 0; i = (i + 1) & mask) {
      if (table[i] == key) {
        return true;
      }
    }
    return false;
  }

  void clear() {
    Arrays.fill(table, 0);
    size = 0;
  }

  private void grow() {
    long[] old = table;
    table = new long[old.length * 2];
    int mask = table.length - 1;
    for (long key : old) {
      if (key != 0) {
        int i = (int) (key ^ (key >>> 32)) & mask;
        while (table[i] != 0) {
          i = (i + 1) & mask;
        }
        table[i] = key;
      }
    }
  }
}
