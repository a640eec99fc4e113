package interleave.verdict;

import interleave.protocol.Event;
import interleave.protocol.Timeline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells what each thread of a run is doing, and why that may be. */
public final class Standstill {
  private static final int MOST = 64;

  /** How many threads are looked at. */
  private static final int LOOKED_AT = 1_000;

  private final ReaderCode code;
  private final LockNames names;

  /** For one run. */
  public Standstill(ReaderCode code, LockNames names) {
    this.code = code;
    this.names = names;
  }

  /**
   * Looks at the threads now.
   *
   * @param since how long each has been seen at what it does, in nanoseconds
   * @param children the processes that the run has started and that live
   */
  public Event.Stuck tell(
      Collection<Thread> threads, Map<Thread, Long> since, List<ProcessHandle> children) {
    List<Stance> stances =
        threads.stream().limit(LOOKED_AT).map(Internals::stance).flatMap(Optional::stream).toList();
    Scene scene = new Scene(stances, code, names, since, children);
    Set<List<Object>> seen = new HashSet<>();
    List<Event.Doing> different = new ArrayList<>();
    List<Event.Doing> alike = new ArrayList<>();
    for (Stance stance : stances) {
      Place place = scene.place(stance);
      boolean isNew = seen.add(List.of(stance.state(), place, stance.waiting()));
      if (isNew || alike.size() < MOST) {
        (isNew ? different : alike).add(doing(scene, stance, place));
      }
    }
    different.addAll(alike);
    return new Event.Stuck(
        List.copyOf(different.subList(0, Math.min(MOST, different.size()))), Readings.of(scene));
  }

  private Event.Doing doing(Scene scene, Stance stance, Place place) {
    Thread owner = stance.owner(scene.stances());
    return new Event.Doing(
        Deadlocks.cut(stance.thread().getName()),
        stance.thread().threadId(),
        state(scene, stance),
        Optional.ofNullable(stance.on()).map(names::name).map(Deadlocks::cut),
        Optional.ofNullable(owner).map(Scene::who),
        place.cell(),
        place.line(),
        Deadlocks.cut(place.method()),
        scene.since(stance));
  }

  private static Timeline.State state(Scene scene, Stance stance) {
    return switch (stance.state()) {
      case NEW, TERMINATED -> Timeline.State.RUNNING;
      case RUNNABLE -> readsOrWrites(stance) ? Timeline.State.IO : Timeline.State.RUNNING;
      case BLOCKED -> Timeline.State.BLOCKED;
      case WAITING, TIMED_WAITING ->
          Readings.isSleeping(stance)
              ? Timeline.State.SLEEPING
              : stance.waiting() == Stance.Wait.UNPARK && !Readings.joins(stance)
                  ? Timeline.State.PARKED
                  : Timeline.State.WAITING;
    };
  }

  private static boolean readsOrWrites(Stance stance) {
    if (stance.stack().isEmpty() || !stance.stack().getFirst().isNativeMethod()) {
      return false;
    }
    String type = stance.stack().getFirst().getClassName();
    return type.startsWith("java.io.") || type.startsWith("sun.nio.");
  }
}
