package interleave.explore.result;

import java.time.Duration;
import java.util.List;

/** What an exploration found. */
public sealed interface Result {

  /** How many executions were run, restarts and abandoned ones counted. */
  int schedules();

  /** What ran outside the explorer's control, empty when everything was under it. */
  List<Unmodelled> unmodelled();

  /** How long the search took. */
  Duration time();

  /**
   * A schedule was found that fails.
   *
   * @param verdict the kind of failure
   * @param sentence one or more sentences for the reader
   * @param races the data races of this schedule, each place pair once
   * @param schedules executions run until the search stopped
   * @param preemptions how often the shown schedule takes a thread off that could have gone on, or
   *     lets time run out while others could run
   * @param steps the schedule shown, oldest first
   * @param schedule the same schedule as a short text of letters, digits and {@code .-_}, for
   *     {@code Explorer.replay}
   * @param unmodelled see {@link Result#unmodelled}
   * @param time see {@link Result#time}
   */
  record Failed(
      Verdict verdict,
      String sentence,
      List<Race> races,
      int schedules,
      int preemptions,
      List<Step> steps,
      String schedule,
      List<Unmodelled> unmodelled,
      Duration time)
      implements Result {
    /** Copies the lists. */
    public Failed {
      races = List.copyOf(races);
      steps = List.copyOf(steps);
      unmodelled = List.copyOf(unmodelled);
    }
  }

  /**
   * No failure was found: never a proof beyond what is said here.
   *
   * @param schedules executions run
   * @param preemptions the largest bound whose schedules were all explored, -1 for none
   * @param exhausted whether every schedule was explored, with any number of preemptions
   * @param stopped why the search stopped before the largest bound was done, empty when it did not
   * @param unmodelled see {@link Result#unmodelled}
   * @param time see {@link Result#time}
   */
  record Explored(
      int schedules,
      int preemptions,
      boolean exhausted,
      String stopped,
      List<Unmodelled> unmodelled,
      Duration time)
      implements Result {
    /** Copies the list. */
    public Explored {
      unmodelled = List.copyOf(unmodelled);
    }

    /** The result as one sentence that claims no more than was seen. */
    public String sentence() {
      String count = schedules == 1 ? "1 schedule" : schedules + " schedules";
      if (exhausted) {
        return "No failure in "
            + count
            + (unmodelled.isEmpty()
                ? ": every interleaving was covered."
                : ", though not all of the program is under the explorer's control.");
      }
      String bound =
          preemptions < 0
              ? ""
              : preemptions == 1
                  ? "; all with at most 1 preemption are among them"
                  : "; all with at most " + preemptions + " preemptions are among them";
      return "No failure in " + count + bound + "." + (stopped.isEmpty() ? "" : " " + stopped);
    }
  }

  /**
   * The search could not go on: the program blocked or ran where the explorer has no control.
   *
   * @param sentence names the call and the line
   * @param schedules executions run
   * @param unmodelled see {@link Result#unmodelled}
   * @param time see {@link Result#time}
   */
  record Stuck(String sentence, int schedules, List<Unmodelled> unmodelled, Duration time)
      implements Result {
    /** Copies the list. */
    public Stuck {
      unmodelled = List.copyOf(unmodelled);
    }
  }
}
