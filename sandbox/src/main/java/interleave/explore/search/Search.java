package interleave.explore.search;

import interleave.explore.result.Race;
import interleave.explore.result.Result;
import interleave.explore.result.Unmodelled;
import interleave.explore.result.Verdict;
import interleave.explore.schedule.Execution;
import interleave.explore.schedule.Finish;
import interleave.explore.schedule.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Searches the executions of a program for one that fails. */
public final class Search {
  /**
   * How far a search goes.
   *
   * @param preemptions the largest bound
   * @param schedules at most so many executions
   * @param nanos at most so long
   * @param cancelled whether to stop now
   */
  public record Limits(int preemptions, int schedules, long nanos, BooleanSupplier cancelled) {}

  /** A failing execution, kept as its schedule. */
  private record Found(String schedule, int preemptions, int turns, int length) {
    boolean shorterThan(Found other) {
      return preemptions != other.preemptions
          ? preemptions < other.preemptions
          : turns != other.turns ? turns < other.turns : length < other.length;
    }
  }

  private final Machine machine;
  private final Limits limits;
  private final Progress progress;
  private final List<Unmodelled> unmodelled = new ArrayList<>();
  private final long start = System.nanoTime();
  private Frontier frontier = new Frontier();
  private int schedules;
  private @Nullable Found failure;
  private @Nullable Found race;
  private String stuck = "";
  private String stopped = "";

  /** Hears how the search goes. */
  public interface Progress {
    /**
     * After an execution.
     *
     * @param schedules run so far
     * @param preemptions the current bound
     */
    void at(int schedules, int preemptions);
  }

  /** Prepares a search. */
  public Search(Machine machine, Limits limits, Progress progress) {
    this.machine = machine;
    this.limits = limits;
    this.progress = progress;
  }

  /** Runs executions until one fails, all are done or a limit is reached. */
  public Result run() {
    boolean within = true;
    boolean exhausted = false;
    int complete = -1;
    while (within && !exhausted && frontier.bound() <= limits.preemptions()) {
      within = bound();
      if (within) {
        complete = frontier.bound();
        exhausted = !frontier.raise();
      }
    }
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    Found found = failure != null ? failure : race;
    if (found != null) {
      return told(found, time);
    }
    if (!stuck.isEmpty()) {
      return new Result.Stuck(stuck, schedules, unmodelled, time);
    }
    return new Result.Explored(schedules, complete, exhausted, stopped, unmodelled, time);
  }

  /** Goes all ways within the bound; false when the search is to end. */
  private boolean bound() {
    int extra = 0;
    while (frontier.take()) {
      if (limited()) {
        return false;
      }
      Execution execution = machine.execute(frontier, false);
      schedules++;
      progress.at(schedules, frontier.bound());
      unmodelled.addAll(execution.unmodelled());
      Finish finish = execution.finish();
      if (finish.kind() == Finish.Kind.STUCK) {
        stuck = finish.sentence();
        return false;
      }
      if (frontier.strayed() && strays()) {
        return false;
      }
      if (execution.raced()) {
        race = shorter(race, execution);
      }
      if (finish.kind() == Finish.Kind.FAILED) {
        failure = shorter(failure, execution);
        extra = extra > 0 ? extra : schedules + Math.min(100, schedules);
      }
      if (execution.news()) {
        frontier = new Frontier();
      }
      if (failure != null && schedules >= extra) {
        return false;
      }
    }
    return failure == null;
  }

  private boolean limited() {
    if (limits.cancelled().getAsBoolean()) {
      stopped = "The search was cancelled.";
    } else if (schedules >= limits.schedules()) {
      stopped = "The search stopped at its limit of " + limits.schedules() + " schedules.";
    } else if (System.nanoTime() - start > limits.nanos()) {
      stopped =
          "The search stopped at its limit of " + limits.nanos() / 1_000_000_000.0 + " seconds.";
    } else if (frontier.crowded()) {
      stopped = "The search stopped since it has too many schedules to remember.";
    }
    return !stopped.isEmpty();
  }

  private boolean strays() {
    if (unmodelled.stream().noneMatch(u -> u.call().isEmpty())) {
      unmodelled.add(
          new Unmodelled(
              "",
              "",
              0,
              "The program does not do the same each time it is run in the same way, so that"
                  + " schedules may be missing."));
    }
    return false;
  }

  private Found shorter(@Nullable Found known, Execution execution) {
    int[] turns = execution.turns();
    Found found =
        new Found(Script.text(execution), frontier.bound(), turns.length / 2, execution.length());
    return known == null || found.shorterThan(known) ? found : known;
  }

  private Result told(Found found, Duration time) {
    Result replayed = replay(machine, found.schedule(), schedules, unmodelled, time);
    return replayed instanceof Result.Explored
        ? new Result.Stuck(
            "A failure was seen, and the program does not do the same when it is run again.",
            schedules,
            unmodelled,
            time)
        : replayed;
  }

  /**
   * Runs one schedule.
   *
   * @param schedule the text
   * @param schedules told in the result
   * @param unmodelled told in the result
   * @param time told in the result
   */
  public static Result replay(
      Machine machine, String schedule, int schedules, List<Unmodelled> unmodelled, Duration time) {
    Script script = Script.of(schedule);
    Execution execution = machine.execute(script, true);
    Finish finish = execution.finish();
    List<Race> races = execution.races();
    Verdict verdict =
        finish.verdict() != null ? finish.verdict() : races.isEmpty() ? null : Verdict.DATA_RACE;
    if (finish.kind() == Finish.Kind.STUCK) {
      return new Result.Stuck(finish.sentence(), schedules, unmodelled, time);
    }
    if (verdict == null) {
      return new Result.Explored(schedules, -1, false, "", unmodelled, time);
    }
    String sentence =
        finish.verdict() == null
            ? races.getFirst().sentence()
            : finish.sentence()
                + (races.isEmpty() ? "" : " The accesses race: " + races.getFirst().sentence());
    return new Result.Failed(
        verdict,
        sentence,
        races,
        schedules,
        script.preemptions(),
        execution.steps(),
        schedule,
        unmodelled,
        time);
  }
}
