package interleave.explore.schedule;

/**
 * Sees when a thread spins: two turns of a loop that read the same and wrote nothing.
 *
 * <p>Such a thread lets the others go first, at no cost, until something that it read was written.
 * When nobody else can go on it is given {@value #PATIENCE} more turns, since a loop may count. A
 * thread that loops on without a pause is made to pause every {@value #TURNS} turns, so that no
 * schedule is unfair for ever.
 */
final class Spin {
  private static final int PATIENCE = 300;
  private static final int TURNS = 60;

  private Spin() {}

  static void read(Strand me, Cell cell) {
    if (me.loop >= 0) {
      me.seen.add(cell);
      me.versions.add(cell.version);
      me.seenHash = me.seenHash * 31 + System.identityHashCode(cell);
    }
  }

  static void value(Strand me, long value) {
    me.seenHash = me.seenHash * 31 + value;
  }

  /** The call that was taken for a write changed nothing. */
  static void unchanged(Strand me, Cell cell) {
    cell.version--;
    me.wrote = false;
    read(me, cell);
  }

  /** Gives a spinning thread one of its last turns. */
  static void indulge(Strand strand) {
    if (--strand.patience == 0) {
      strand.patience = -1;
    }
  }

  /** A turn of a loop begins anew. */
  static void loop(Run run, Strand me, int loop) {
    boolean spins =
        loop == me.loop && !me.wrote && !me.seen.isEmpty() && me.seenHash == me.seenBefore;
    if (spins) {
      me.spinning = true;
      if (me.patience == 0) {
        me.patience = PATIENCE;
      }
      me.spunAt = me.site;
      me.site = 0;
      run.turn(me, true);
      me.site = me.spunAt;
      me.spinning = false;
    } else {
      me.patience = 0;
      if (++me.turns > TURNS) {
        me.turns = 0;
        run.rotate(me);
      }
    }
    me.loop = loop;
    me.seenBefore = me.seenHash;
    me.seenHash = 0;
    me.wrote = false;
    me.seen.clear();
    me.versions.clear();
  }
}
