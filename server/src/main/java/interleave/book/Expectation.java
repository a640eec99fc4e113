package interleave.book;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a run or program cell is to end and what it may print.
 *
 * @param outcome how it ends
 * @param expect must be found in all of the standard output (with the texts of shown values)
 * @param forbid must not be found there
 */
public record Expectation(Outcome outcome, Optional<Pattern> expect, Optional<Pattern> forbid)
    implements Proof {

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
