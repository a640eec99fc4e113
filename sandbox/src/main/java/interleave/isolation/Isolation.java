package interleave.isolation;

import java.nio.file.Path;
import java.util.List;

/**
 * One kind of wall around a box. {@link Doctor} finds the best that works on a machine.
 *
 * <p>Every kind starts the box's JVM with descriptor 0 at {@code /dev/null}, 3 for our replies, 4
 * for our commands, and 1 and 2 as one raw pipe.
 */
public sealed interface Isolation permits Bubblewrap, Landlock, None {

  /**
   * The kind's name in pages, logs and metrics: {@code bubblewrap}, {@code landlock}, {@code none}.
   */
  String name();

  /**
   * Whether strangers' code may run behind this wall. If not, a server listens on loopback only,
   * for the one reader who sits at the machine.
   */
  boolean mayServeOthers();

  /** What this wall does not stop, one full sentence each, for operators and for the page. */
  List<String> weaknesses();

  /**
   * Computes what has to be started for a box, and starts nothing.
   *
   * @param box what is to run; the user of the box must be able to read its files
   * @param scratch an existing directory of this box alone, empty but for {@code home} and {@code
   *     tmp}; a wall with a file system of its own only uses the place, and leaves it empty
   */
  LaunchCommand command(Box box, Path scratch);
}
