package interleave.verdict;

import interleave.protocol.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tells a circle of waiting threads as an event. */
public final class Deadlocks {
  private static final int LONGEST_NAME = 200;

  /** How many threads of a circle are told. */
  private static final int MOST = 64;

  private final ReaderCode code;
  private final LockNames names;

  /** For one run. */
  public Deadlocks(ReaderCode code, LockNames names) {
    this.code = code;
    this.names = names;
  }

  /**
   * The circle, from its oldest thread on.
   *
   * @param hopeless whether no other thread of the run can go on either
   */
  public Event.Deadlock tell(List<Knots.Tie> circle, boolean hopeless) {
    int size = circle.size();
    int told = Math.min(size, MOST);
    int oldest =
        circle.indexOf(
            circle.stream()
                .min(Comparator.comparingLong(t -> t.waiter().thread().threadId()))
                .orElseThrow());
    TakenAt taken = new TakenAt(code);
    // Named in the order in which they are told.
    List<String> waited = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      waited.add(names.name(circle.get((oldest + i) % size).lock()));
    }
    List<Event.Wait> waits = new ArrayList<>();
    for (int i = 0; i < told; i++) {
      Knots.Tie tie = circle.get((oldest + i) % size);
      // What it holds is what the thread before it waits for.
      Object held = circle.get((oldest + i + size - 1) % size).lock();
      String holds = waited.get((i + size - 1) % size);
      Place place = Place.of(tie.waiter(), code);
      waits.add(
          new Event.Wait(
              cut(tie.waiter().thread().getName()),
              tie.waiter().thread().threadId(),
              cut(holds),
              taken.line(tie.waiter(), held, holds),
              cut(waited.get(i)),
              cut(tie.owner().getName()),
              place.cell(),
              place.line()));
    }
    return new Event.Deadlock(List.copyOf(waits), hopeless);
  }

  static String cut(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
  }
}
