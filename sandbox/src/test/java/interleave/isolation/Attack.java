package interleave.isolation;

import interleave.isolation.Doctor.Wall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A small Java text that tries what a box must not allow, and what comes of it behind each wall.
 *
 * @param name what it tries
 * @param statements the text
 * @param arguments of its main method
 * @param trials what comes of it, wall by wall
 */
record Attack(String name, String statements, List<String> arguments, List<Trial> trials) {

  /**
   * One attempt. What is seen are the lines printed, joined by {@code "; "}, and how the box ended
   * if not by itself.
   *
   * @param wall where
   * @param change of what is started: the identity, or what takes a layer away
   * @param layer what stops it, or what was taken away
   * @param seen a regular expression for all that is seen
   * @param open if this is seen, the attack works here, and the wall has to own up to the weakness
   * @param weakness the words that it must then use
   */
  record Trial(
      Wall wall,
      Optional<UnaryOperator<LaunchCommand>> change,
      String layer,
      String seen,
      Optional<String> open,
      String weakness) {}

  static Attack of(String name, String statements) {
    return new Attack(name, statements, List.of(), List.of());
  }

  /** The same with arguments for its main method. */
  Attack given(Object... values) {
    return new Attack(name, statements, Stream.of(values).map(String::valueOf).toList(), trials);
  }

  /** The attack fails behind one wall. */
  Attack stopped(Wall wall, String layer, String seen) {
    return with(new Trial(wall, Optional.empty(), layer, seen, Optional.empty(), ""));
  }

  /** The attack fails alike behind the walls of both kinds. */
  Attack stopped(String layer, String seen) {
    return stopped(Wall.BUBBLEWRAP, layer, seen).stopped(Wall.LANDLOCK, layer, seen);
  }

  /** The attack works behind a wall, which names that among its weaknesses. */
  Attack works(Wall wall, String weakness, String seen) {
    return worksUnless(wall, "nothing", "(?!)", weakness, seen);
  }

  /** The attack works on some machines, and then the wall names that among its weaknesses. */
  Attack worksUnless(Wall wall, String layer, String stopped, String weakness, String open) {
    String either = "(" + stopped + ")|(" + open + ")";
    return with(new Trial(wall, Optional.empty(), layer, either, Optional.of(open), weakness));
  }

  /** The control: the attack works when that layer, and no other, is taken away. */
  Attack without(Wall wall, String layer, UnaryOperator<LaunchCommand> change, String seen) {
    return with(new Trial(wall, Optional.of(change), layer, seen, Optional.empty(), ""));
  }

  /** The control: the attack works for a process of the boxes' user with no wall around it. */
  Attack worksWithNoWall(String seen) {
    return without(Wall.NONE, "any wall", UnaryOperator.identity(), seen);
  }

  private Attack with(Trial trial) {
    List<Trial> more = new ArrayList<>(trials);
    more.add(trial);
    return new Attack(name, statements, arguments, List.copyOf(more));
  }
}
