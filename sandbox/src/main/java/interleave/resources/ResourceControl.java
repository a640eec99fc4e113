package interleave.resources;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One way to hold all processes of a box together to its limits. */
public sealed interface ResourceControl permits CgroupV2, CgroupV1, ProcessSums {

  /**
   * The way's name in reports and logs: {@code cgroup v2}, {@code cgroup v1}, {@code process sums}.
   */
  String name();

  /** What this way does not hold, one full sentence each, for operators. */
  List<String> weaknesses();

  /**
   * Makes an empty group, with nothing in it yet.
   *
   * @param name a name that no living group of this machine has, a word
   * @throws IOException if the system does not let us
   */
  ResourceGroup group(String name, Limits limits) throws IOException;

  /** The limits that a box's own command should keep where this is what counts beyond it. */
  default Limits keptByTheBox(Limits limits) {
    return limits;
  }

  /**
   * The best way that works for this server: groups were made and removed to try.
   *
   * @param tried told why a better way does not work, a clause for operators
   */
  static ResourceControl best(Consumer<String> tried) {
    Optional<? extends ResourceControl> v2 = CgroupV2.ofThisServer(tried);
    if (v2.isPresent()) {
      return v2.get();
    }
    Optional<? extends ResourceControl> v1 = CgroupV1.ofThisServer(tried);
    return v1.isPresent() ? v1.get() : new ProcessSums();
  }
}
