package interleave.explore;

import interleave.explore.result.Result;
import interleave.explore.schedule.Machine;
import interleave.explore.schedule.Sites;
import interleave.explore.search.Search;
import interleave.explore.weave.Loaded;
import interleave.explore.weave.Weaver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Explores the interleavings of one program.
 *
 * <p>It belongs into a JVM of its own: the program runs in it. One exploration runs at a time; a
 * second one waits.
 *
 * <p>What it can show is sequentially consistent: reads see the last write of the schedule. That a
 * program needs {@code volatile} is told as a data race.
 */
public final class Explorer {
  /** Woven code finds its execution by a static; see {@code Hooks}. */
  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

  private final Program program;
  private final ClassLoader parent;
  private final Weaver.Woven woven;
  private final Loaded loaded;

  private Explorer(Program program, ClassLoader parent) {
    this.program = program;
    this.parent = parent;
    this.woven = Weaver.weave(program.classes());
    this.loaded = new Loaded(woven, parent);
  }

  /**
   * Weaves and loads a program.
   *
   * @throws IllegalArgumentException when an entry is not there; the message is for the reader
   */
  public static Explorer of(Program program) {
    return of(program, Explorer.class.getClassLoader());
  }

  /**
   * Weaves and loads a program.
   *
   * @param parent finds the classes that are not the program's, such as {@code interleave.lab}
   */
  public static Explorer of(Program program, ClassLoader parent) {
    Explorer explorer = new Explorer(program, parent);
    new Entries(program.entries(), explorer.loaded);
    return explorer;
  }

  /**
   * Searches for a schedule that fails. An interrupt of the calling thread cancels the search; its
   * status stays set.
   */
  public Result explore(Budget budget, Progress progress) {
    return alone(
        guard ->
            new Search(
                    machine(budget.steps()),
                    new Search.Limits(
                        budget.preemptions(),
                        budget.schedules(),
                        budget.time().toNanos(),
                        guard::cancelled),
                    guard.hearing(progress))
                .run());
  }

  /**
   * Runs one schedule that an exploration of the same program told: the same steps.
   *
   * @throws IllegalArgumentException when the text is no schedule; the message is for the reader
   */
  public Result replay(String schedule, Budget budget) {
    return alone(
        _ -> Search.replay(machine(budget.steps()), schedule, 1, List.of(), Duration.ZERO));
  }

  private static Result alone(Function<Guard, Result> work) {
    ONE_AT_A_TIME.lock();
    try {
      return new Guard().run(work);
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }

  private Machine machine(int steps) {
    return new Machine(new Sites(woven.sites(), woven.fields()), this::begin, steps);
  }

  private Machine.Beginning begin() {
    Loaded now = woven.lasting() ? new Loaded(woven, parent) : loaded;
    now.reset();
    return new Machine.Beginning(new Entries(program.entries(), now), now.initialisers());
  }
}
