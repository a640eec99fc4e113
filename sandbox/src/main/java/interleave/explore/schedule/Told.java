package interleave.explore.schedule;

import org.jspecify.annotations.Nullable;

/** Writes accesses into the log of a replay; in a search it only forgets them. */
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
                      me,
                      me.site,
                      cell,
                      "",
                      called(run, site, cell) + " → " + text,
                      state(run, cell))
                  : new Log.Entry(me, me.site, cell, site.access().writes ? "=" : "→", text, text));
    }
  }

  static void done(Run run, Strand me) {
    Cell cell = me.told;
    me.told = null;
    if (run.log().detailed() && cell != null) {
      run.log()
          .add(
              new Log.Entry(
                  me,
                  me.site,
                  cell,
                  "",
                  called(run, run.sites.at(me.site), cell),
                  state(run, cell)));
    }
  }

  private static String called(Run run, Site site, Cell cell) {
    return run.names.of(cell.on) + "." + site.name() + "()";
  }

  private static @Nullable String state(Run run, Cell cell) {
    return cell.on == null ? null : State.of(cell.on, run.names).map(Names::cut).orElse(null);
  }
}
