package interleave.book;

import java.util.List;

/**
 * A run of a stress cell on another machine, kept by the author to be shown beside the reader's.
 *
 * @param machine what it ran on, for the reader, such as {@code Graviton 3, 64 cores, JDK 25}
 * @param rows what was seen there
 */
public record StoredRun(String machine, List<Row> rows) {
  /** Copies the list. */
  public StoredRun {
    rows = List.copyOf(rows);
  }

  /**
   * One outcome and how often it was seen.
   *
   * @param count from 0
   */
  public record Row(String outcome, long count) {}
}
