package interleave.web;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a reader wants to see one run of a cell.
 *
 * @param cores on how many cores; the author's choice when empty
 * @param timeline whether its threads are to be recorded and drawn
 * @param arguments a program's; the author's when empty
 * @param replay the schedule that the explorer is to take
 */
public record Wishes(
    OptionalInt cores,
    boolean timeline,
    Optional<List<String>> arguments,
    Optional<String> replay) {

  /** What the author chose. */
  public static final Wishes NONE =
      new Wishes(OptionalInt.empty(), false, Optional.empty(), Optional.empty());

  /**
   * The wishes of a request.
   *
   * @throws BadRequest when one makes no sense
   */
  static Wishes of(RequestBody body) throws BadRequest {
    OptionalInt cores = body.optionalNumber("cores");
    if (cores.isPresent() && cores.getAsInt() < 1) {
      throw new BadRequest(400, "A cell runs on 1 core at least, not on " + cores.getAsInt() + ".");
    }
    return new Wishes(
        cores, body.flag("timeline"), body.optionalList("arguments"), body.optionalText("replay"));
  }
}
