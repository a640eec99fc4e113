package interleave.explore.schedule;

/** What an operation does to a location: to its value, and to the order of the program. */
public enum Access {
  /** A read of a plain field, element or collection. */
  READ(false, false, false, false),
  /** A write of one. */
  WRITE(true, false, false, false),
  /** A read of a volatile field, and calls that only look at an atomic or concurrent object. */
  VOLATILE_READ(false, true, true, false),
  /** A write of one. */
  VOLATILE_WRITE(true, true, false, true),
  /** A read and a write in one: an atomic update, a lock's acquisition, a queue's take. */
  UPDATE(true, true, true, true),
  /** A lock's or permit's acquisition: after what was released, before nothing by itself. */
  TAKE(true, true, true, false),
  /** Happens-before all later updates; two of them commute (a latch's countDown). */
  COUNT(false, true, false, true),
  /** Its order among others matters, but it orders nothing itself. */
  ORDER(true, true, false, false),
  /** Commutes with its like, not with {@link #ORDER}. */
  ORDER_READ(false, true, false, false);

  final boolean writes;
  final boolean orders;
  final boolean acquires;
  final boolean releases;

  Access(boolean writes, boolean orders, boolean acquires, boolean releases) {
    this.writes = writes;
    this.orders = orders;
    this.acquires = acquires;
    this.releases = releases;
  }
}
