package interleave.explore.schedule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happens-before what in one execution (JLS 17.4.5), the races in it, and its signature.
 *
 * <p>The signature is a hash of the execution's partial order: equal for executions that differ in
 * the order of independent operations only, which therefore end in the same state.
 */
final class Order {
  /** Two accesses that nothing orders. */
  record Raced(Cell cell, int first, int firstSite, int second, int secondSite) {}

  private final Sites sites;
  private final Map<Long, Raced> races = new LinkedHashMap<>();
  private long signature;
  private boolean news;

  Order(Sites sites) {
    this.sites = sites;
  }

  long signature() {
    return signature;
  }

  /** Whether a site was found to be worth a choice that was not known to be. */
  boolean news() {
    return news;
  }

  List<Raced> races() {
    return List.copyOf(races.values());
  }

  /** The signature as it would be after the operation that a thread is about to do. */
  long after(Strand strand, boolean timeout) {
    Cell cell = strand.next;
    long event =
        event(strand, strand.site, cell == null ? 0 : dependencies(cell, strand.access.writes));
    return signature + mix(timeout ? ~event : event);
  }

  /** Writes down that a thread does an operation. */
  void perform(Strand me, Cell cell, Access access, int site) {
    check(me, cell, access, site);
    boolean known = access.orders || sites.shared(site);
    if (access.acquires && cell.released != null) {
      me.clock.join(cell.released);
    }
    int now = me.clock.of(me.number);
    if (known) {
      long event = event(me, site, dependencies(cell, access.writes));
      me.chain = event;
      signature += mix(event);
      if (access.writes) {
        cell.written = event;
        cell.reads = 0;
      } else {
        cell.reads += mix(event);
      }
    }
    if (access.writes) {
      cell.writtenBy(me.number, now, site, access.orders);
    } else {
      cell.readBy(me.number, now, site, access.orders);
      cell.version += access.releases ? 1 : 0;
    }
    if (access.releases) {
      release(me, cell);
    }
  }

  /** A release that nobody could have prevented or preceded: no choice, no race. */
  void release(Strand me, Cell cell) {
    cell.releases().join(me.clock);
    me.clock.tick(me.number);
  }

  /** An event of a thread's own that changes a location, like a release, told to the signature. */
  void note(Strand me, Cell cell, int kind) {
    long event = event(me, kind, dependencies(cell, true));
    me.chain = event;
    cell.written = event;
    cell.reads = 0;
    cell.version++;
    signature += mix(event);
  }

  private void check(Strand me, Cell cell, Access access, int site) {
    if (cell.writer >= 0
        && cell.writer != me.number
        && !me.clock.knows(cell.writer, cell.writeTime)) {
      conflict(cell, cell.writer, cell.writeSite, cell.writeOrders, me, access, site);
    }
    if (access.writes) {
      for (int reader = 0; reader < cell.readTimes.length; reader++) {
        int time = cell.readTimes[reader];
        if (time > 0 && reader != me.number && !me.clock.knows(reader, time)) {
          conflict(cell, reader, cell.readSites[reader], cell.readOrders[reader], me, access, site);
        }
      }
    }
  }

  private void conflict(
      Cell cell, int other, int otherSite, boolean ordered, Strand me, Access access, int site) {
    news |= sites.share(otherSite);
    news |= sites.share(site);
    if (!(ordered && access.orders)) {
      races.putIfAbsent(
          ((long) Math.min(site, otherSite) << 32) | Math.max(site, otherSite),
          new Raced(cell, other, otherSite, me.number, site));
    }
  }

  private static long event(Strand strand, int kind, long dependencies) {
    return mix(strand.chain * 31 + strand.number * 0x632BE59BD9B4E019L + kind) + dependencies;
  }

  private static long dependencies(Cell cell, boolean writes) {
    return mix(cell.written + 0x9E3779B97F4A7C15L) + (writes ? 3 * mix(cell.reads) : 0);
  }

  /** Stafford's thirteenth mixer of 64 bits. */
  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
