package interleave.book;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a cell is to end, what it may print, and what a laboratory is to find.
 *
 * @param outcome how it ends
 * @param expect must be found in all of the standard output (with the texts of shown values)
 * @param forbid must not be found there
 * @param seen outcomes that a stress test must see
 * @param finds the verdict of the schedule that the explorer must find, such as {@code deadlock};
 *     {@code nothing} when it must find none; empty for other cells
 */
public record Expectation(
    Outcome outcome,
    Optional<Pattern> expect,
    Optional<Pattern> forbid,
    List<String> seen,
    Optional<String> finds)
    implements Proof {

  /** What {@code finds} says when the explorer must find no schedule that fails. */
  public static final String NOTHING = "nothing";

  /** Copies the list. */
  public Expectation {
    seen = List.copyOf(seen);
  }

  /**
   * Holds what a cell printed against {@code expect} and {@code forbid}.
   *
   * @param output all of the standard output and the texts of the shown values
   * @return what differs, as a sentence; empty when the output is as declared
   */
  public Optional<String> differenceIn(String output) {
    if (expect.isPresent() && !expect.get().matcher(output).find()) {
      return Optional.of("nothing in the output matches expect=\"" + expect.get() + "\"");
    }
    if (forbid.isPresent()) {
      var found = forbid.get().matcher(output);
      if (found.find()) {
        return Optional.of(
            "the output holds \""
                + found.group()
                + "\", which forbid=\""
                + forbid.get()
                + "\" forbids");
      }
    }
    return Optional.empty();
  }
}
