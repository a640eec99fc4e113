package interleave.explore.schedule;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The locations that one execution has used, found by object identity and key. */
final class Cells {
  private @Nullable Cell[] table = new Cell[64];
  private int size;

  Cell at(@Nullable Object on, int key) {
    int mask = table.length - 1;
    int i = slot(on, key) & mask;
    for (Cell cell = table[i]; cell != null; cell = table[i]) {
      if (cell.on == on && cell.key == key) {
        return cell;
      }
      i = (i + 1) & mask;
    }
    Cell made = new Cell(on, key);
    table[i] = made;
    if (++size * 2 > table.length) {
      grow();
    }
    return made;
  }

  void clear() {
    if (table.length > 4096) {
      table = new Cell[64];
    } else {
      Arrays.fill(table, null);
    }
    size = 0;
  }

  private void grow() {
    @Nullable Cell[] old = table;
    table = new Cell[old.length * 2];
    int mask = table.length - 1;
    for (Cell cell : old) {
      if (cell != null) {
        int i = slot(cell.on, cell.key) & mask;
        while (table[i] != null) {
          i = (i + 1) & mask;
        }
        table[i] = cell;
      }
    }
  }

  private static int slot(@Nullable Object on, int key) {
    int hash = System.identityHashCode(on) * 31 + key;
    hash *= 0x9E3779B9;
    return hash ^ (hash >>> 15);
  }
}
