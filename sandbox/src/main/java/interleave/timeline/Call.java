package interleave.timeline;

import interleave.protocol.Timeline.State;
import java.util.Optional;

/** What a woven place in the reader's code does to its thread or to another. */
public enum Call {
  /** Enters a monitor. */
  MONITOR(State.BLOCKED),
  MONITOR_EXIT,
  /** Takes a lock of java.util.concurrent. */
  LOCK(State.PARKED),
  UNLOCK,
  /** Waits at a condition, and is without its lock meanwhile. */
  AWAIT(State.PARKED),
  SIGNAL,
  /** Object.wait. */
  WAIT(State.WAITING),
  NOTIFY,
  SLEEP(State.SLEEPING),
  PARK(State.PARKED),
  UNPARK,
  JOIN(State.WAITING),
  START,
  /** Waits for another thread at a meeting place, and may itself let one go on: a queue. */
  MEET(State.PARKED),
  /** Waits until something is given: a latch, a permit, a result. */
  ACQUIRE(State.PARKED),
  /** Gives it. */
  RELEASE,
  /** Waits for a child process. */
  PROCESS(State.WAITING);

  private final Optional<State> state;

  Call(State state) {
    this.state = Optional.of(state);
  }

  Call() {
    this.state = Optional.empty();
  }

  /** What a thread is in while it has to wait in this call; empty for a call that never waits. */
  public Optional<State> state() {
    return state;
  }

  /** What the call holds once it is done is held by one thread at a time. */
  boolean takesLock() {
    return this == MONITOR || this == LOCK;
  }

  /** Where in a call a thread is. */
  public enum Phase {
    /** It is about to do it. */
    BEFORE,
    /** It has done it. */
    DONE,
    /** An exception left the call, or it gave up. */
    FAILED
  }
}
