package interleave.explore.schedule;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The watched instructions of a program, and which of them are worth a choice of thread.
 *
 * <p>An instruction is worth one when two threads were seen to use the same location with nothing
 * else to order them, one of them by this instruction. All other operations commute with whatever
 * other threads do at the time, so that no schedule is lost when a thread is not taken off before
 * them. A search starts with none, and starts again when an execution shows a new one; so the first
 * unordered pair of any execution is always seen.
 */
public final class Sites {
  private final Site[] sites;
  private final Map<String, Integer> fields;
  private final boolean[] shared;
  private final boolean[] reported;

  /**
   * The sites, each at the place of its number.
   *
   * @param fields numbers of fields by name, and by {@code name@Owner}
   */
  public Sites(List<Site> sites, Map<String, Integer> fields) {
    this.fields = Map.copyOf(fields);
    this.sites = sites.toArray(Site[]::new);
    this.shared = new boolean[sites.size()];
    this.reported = new boolean[sites.size()];
  }

  /** One site. */
  public Site at(int number) {
    return sites[number];
  }

  /** The number of a field that is known by its name only; the owner may be null. */
  int field(String name, @Nullable String owner) {
    Integer exact = owner == null ? null : fields.get(name + "@" + owner);
    return exact == null ? fields.getOrDefault(name, Integer.MAX_VALUE) : exact;
  }

  boolean shared(int site) {
    return shared[site];
  }

  /** Marks a site; tells whether that is news. */
  boolean share(int site) {
    boolean news = !shared[site];
    shared[site] = true;
    return news;
  }

  /** Marks a call that is not modelled as reported; tells whether that is news. */
  boolean report(int site) {
    boolean news = !reported[site];
    reported[site] = true;
    return news;
  }
}
