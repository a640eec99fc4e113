package interleave.explore.schedule;

import interleave.explore.result.Race;
import interleave.explore.result.Step;
import interleave.explore.result.Unmodelled;
import java.util.List;

/** What one execution showed. */
public final class Execution {
  private final Run run;
  private final Finish finish;

  Execution(Run run, Finish finish) {
    this.run = run;
    this.finish = finish;
  }

  /** How it ended. */
  public Finish finish() {
    return finish;
  }

  /** Whether it showed a site to be worth a choice that was not known to be: start again. */
  public boolean news() {
    return run.order.news();
  }

  /** Whether two accesses raced. */
  public boolean raced() {
    return !run.order.races().isEmpty();
  }

  /** How many operations it took. */
  public int length() {
    return run.steps();
  }

  /** Its turns as pairs: whose, and how many operations that thread had done when it ended. */
  public int[] turns() {
    return run.log().turns();
  }

  /** What was picked where several things were equal. */
  public int[] picks() {
    return run.log().picks();
  }

  /** Its steps; empty unless it was run in detail. */
  public List<Step> steps() {
    return new Telling(run).steps();
  }

  /** Its races. */
  public List<Race> races() {
    return new Telling(run).races();
  }

  /** The calls without a model that no execution before it had reported. */
  public List<Unmodelled> unmodelled() {
    return run.strange().stream()
        .map(run.sites::at)
        .map(
            site ->
                new Unmodelled(
                    site.owner() + "." + site.name(),
                    site.source(),
                    site.line(),
                    site.owner()
                        + "."
                        + site.name()
                        + " ("
                        + site.place()
                        + ") is not under the explorer's control."))
        .toList();
  }
}
