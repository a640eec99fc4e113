package interleave.explore.schedule;

import org.jspecify.annotations.Nullable;

/** Writes into the log of a replay what threads do; in a search it only forgets it. */
final class Told {
  private Told() {}

  static void value(Run run, Strand me, @Nullable Object value) {
    Cell cell = me.told;
    me.told = null;
    if (run.log().detailed() && cell != null) {
      if (value != null && value.getClass().isArray()) {
        run.log().holds(cell, value);
      }
      boolean call = cell.key == Cell.OBJECT;
      Site site = run.sites.at(me.site);
      String text = run.names.value(value);
      run.log()
          .add(
              call
                  ? new Log.Entry(
                      me, site, cell, "", called(run, site, cell) + " → " + text, state(run, cell))
                  : new Log.Entry(me, site, cell, site.access().writes ? "=" : "→", text, text));
    }
  }

  static void done(Run run, Strand me) {
    Cell cell = me.told;
    me.told = null;
    if (run.log().detailed() && cell != null) {
      Site site = run.sites.at(me.site);
      run.log().add(new Log.Entry(me, site, cell, "", called(run, site, cell), state(run, cell)));
    }
  }

  /** What a thread ends with, at the line where it was thrown. */
  static void thrown(Run run, Strand me, Throwable thrown) {
    if (run.log().detailed()) {
      StackTraceElement at = Standstill.thrownAt(thrown);
      String source = at == null ? null : at.getFileName();
      Site site =
          new Site(
              -1,
              source == null ? "" : source,
              at == null ? 0 : Math.max(0, at.getLineNumber()),
              "",
              "",
              -1,
              Access.ORDER);
      run.log().add(new Log.Entry(me, site, null, "", "throws " + Standstill.name(thrown), null));
    }
  }

  /** What a thread did, in words. */
  static void words(Run run, Strand me, @Nullable Cell cell, String text) {
    if (run.log().detailed()) {
      String state = cell == null || cell.key == Cell.MONITOR ? null : state(run, cell);
      run.log().add(new Log.Entry(me, run.sites.at(me.site), cell, "", text, state));
    }
  }

  /** That a thread has to wait. */
  static void waiting(Run run, Strand me) {
    Wait wait = me.wait;
    if (run.log().detailed() && wait != null && !wait.signalled() && !me.idle) {
      me.waitTold = wait;
      words(run, me, null, Standstill.words(run, wait));
    }
  }

  /** That nobody can go on: who stands before what he cannot have, and has not come to ask. */
  static void standstill(Run run) {
    for (Strand strand : run.strands()) {
      if (!strand.done && !strand.spinning && strand.wait != strand.waitTold) {
        waiting(run, strand);
      }
    }
  }

  /** An object's name; empty when nobody listens. */
  static String name(Run run, Object on) {
    if (!run.log().detailed()) {
      return "";
    }
    Strand strand = on instanceof Thread thread ? run.threads.of(thread) : null;
    return strand == null ? run.names.of(on) : strand.name();
  }

  private static String called(Run run, Site site, Cell cell) {
    return run.names.of(cell.on) + "." + site.name() + "()";
  }

  private static @Nullable String state(Run run, Cell cell) {
    return cell.on == null ? null : State.of(cell.on, run.names).map(Names::cut).orElse(null);
  }
}
