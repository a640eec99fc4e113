package interleave.explore.schedule;

import java.util.List;

/** Runs executions of one program, one after the other, on the calling thread. */
public final class Machine {
  private final Sites sites;
  private final Initialisers initialisers;
  private final Start start;
  private final int mostSteps;
  private final Cells cells = new Cells();

  /** Brings a program back to its beginning. */
  public interface Start {
    /** Sets all statics back and returns what the first thread does. */
    Runnable again();
  }

  /**
   * Knows the program.
   *
   * @param sites its watched instructions
   * @param initialisers of its classes, by number
   * @param start brings it back to its beginning
   * @param mostSteps operations after which an execution counts as one without progress
   */
  public Machine(
      Sites sites, List<Initialisers.Initialiser> initialisers, Start start, int mostSteps) {
    this.sites = sites;
    this.initialisers = new Initialisers(initialisers);
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
    Runnable main = start.again();
    Run run = new Run(sites, chooser, new Log(detailed), mostSteps, cells, initialisers);
    Hooks.enter(run);
    try {
      return new Execution(run, run.execute(main));
    } finally {
      Hooks.enter(null);
    }
  }
}
