package interleave.explore.schedule;

import java.util.List;

/** Runs executions of one program, one after the other, on the calling thread. */
public final class Machine {
  private final Sites sites;
  private final Start start;
  private final int mostSteps;
  private final Cells cells = new Cells();

  /** Brings a program back to its beginning. */
  public interface Start {
    /** Sets all statics back. */
    Beginning again();
  }

  /**
   * A program at its beginning.
   *
   * @param main what the first thread does
   * @param initialisers of its classes, by number
   */
  public record Beginning(Runnable main, List<Initialisers.Initialiser> initialisers) {}

  /**
   * Knows the program.
   *
   * @param sites its watched instructions
   * @param start brings it back to its beginning
   * @param mostSteps operations after which an execution counts as one without progress
   */
  public Machine(Sites sites, Start start, int mostSteps) {
    this.sites = sites;
    this.start = start;
    this.mostSteps = mostSteps;
  }

  /**
   * Runs one execution to its end.
   *
   * @param chooser decides where there is a choice
   * @param detailed whether to keep every step
   */
  public Execution execute(Chooser chooser, boolean detailed) {
    Beginning beginning = start.again();
    Initialisers initialisers = new Initialisers(beginning.initialisers());
    Run run = new Run(sites, chooser, new Log(detailed), mostSteps, cells, initialisers);
    Hooks.enter(run);
    try {
      return new Execution(run, run.execute(beginning.main()));
    } finally {
      Hooks.enter(null);
    }
  }
}
