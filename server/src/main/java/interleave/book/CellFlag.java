package interleave.book;

import java.util.Locale;

/** How a cell looks on its page. */
public enum CellFlag {
  /** The hidden lines are not offered on the page, not even on request. */
  HIDELINES,
  /** The text cannot be edited. */
  READONLY,
  /** The listing starts folded. */
  COLLAPSED,
  /** The timeline is opened after a run. */
  TIMELINE;

  /** The flag as authors write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
