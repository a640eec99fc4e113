package interleave.explore.schedule;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways in which an execution could go on at one point; reused from point to point. */
public final class Choice {
  private @Nullable Strand[] strands = new Strand[8];
  private boolean[] timeouts = new boolean[8];
  private int[] costs = new int[8];
  private int size;
  private long key;
  private final Order order;

  Choice(Order order) {
    this.order = order;
  }

  /** How many ways there are. */
  public int size() {
    return size;
  }

  /** The number of the thread that goes on. */
  public int thread(int way) {
    return strand(way).number;
  }

  /** How many operations that thread has done so far. */
  public int done(int way) {
    return strand(way).ops;
  }

  /** 1 when the way takes a thread off that could go on, or lets time run out early; else 0. */
  public int cost(int way) {
    return costs[way];
  }

  /** A hash of the state here, with what decides the costs. */
  public long key() {
    return key;
  }

  /** A hash of the state after the operation that this way starts with. */
  public long key(int way) {
    Strand strand = strand(way);
    return Order.mix(order.after(strand, timeouts[way]) * 3 + strand.number) | 1;
  }

  /** Whether a way takes a thread off that could go on. */
  boolean preempts(int way, Strand me) {
    return costs[way] > 0 && strands[way] != me && !timeouts[way] && me.ready();
  }

  Strand strand(int way) {
    Strand strand = strands[way];
    if (strand == null) {
      throw new IndexOutOfBoundsException(way);
    }
    return strand;
  }

  boolean timeout(int way) {
    return timeouts[way];
  }

  /**
   * Collects the ways.
   *
   * @param me the thread that is at the point, or has ended or cannot go on
   * @param yields whether it would rather let others go first
   */
  void collect(List<Strand> all, @Nullable Strand me, boolean yields) {
    size = 0;
    boolean stays = me != null && me.ready();
    if (stays && me != null && !yields) {
      add(me, false, 0);
    }
    int price = stays && !yields ? 1 : 0;
    for (int i = 0; i < all.size(); i++) {
      Strand other = all.get(i);
      if (other != me && other.ready()) {
        add(other, false, price);
      }
    }
    boolean others = size > 0;
    if (stays && me != null && yields) {
      add(me, false, others ? 1 : 0);
    }
    int ready = size;
    long soonest = Long.MAX_VALUE;
    for (int i = 0; i < all.size(); i++) {
      Strand other = all.get(i);
      if (other.mayTimeOut() && !other.ready()) {
        add(other, true, 1);
        soonest = Math.min(soonest, other.deadline);
      }
    }
    if (ready == 0) {
      for (int i = 0; i < size; i++) {
        costs[i] = strand(i).deadline == soonest ? 0 : 1;
      }
    }
    key =
        Order.mix(
                order.signature() * 5
                    + (stays && me != null ? me.number * 2 + (yields ? 3 : 2) : 0))
            & ~1L;
  }

  /** Collects the threads that spin although nothing changed, when there is nobody else. */
  void collectSpinning(List<Strand> all) {
    size = 0;
    for (Strand strand : all) {
      if (!strand.done && strand.spinning && strand.patience > 0) {
        add(strand, false, 0);
        return;
      }
    }
  }

  private void add(Strand strand, boolean timeout, int cost) {
    if (size == strands.length) {
      strands = Arrays.copyOf(strands, size * 2);
      timeouts = Arrays.copyOf(timeouts, size * 2);
      costs = Arrays.copyOf(costs, size * 2);
    }
    strands[size] = strand;
    timeouts[size] = timeout;
    costs[size++] = cost;
  }
}
