package interleave.verdict;

import java.util.List;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import org.jspecify.annotations.Nullable;

/**
 * Where one thread stood at one moment.
 *
 * @param waiting what kind of waiting it was at
 * @param on the object it waited for, null when it waited for none or that is not known
 * @param held the monitors it held, innermost first
 */
public record Stance(
    Thread thread,
    Thread.State state,
    List<StackTraceElement> stack,
    Wait waiting,
    @Nullable Object on,
    List<Held> held) {

  /** The kinds of waiting. */
  public enum Wait {
    NONE,
    /** For a monitor, at its entry. */
    ENTRY,
    /** In Object.wait. */
    NOTIFY,
    /** In LockSupport.park. */
    UNPARK
  }

  /**
   * A monitor that a thread held.
   *
   * @param depth the frame that took it, from 0 for the innermost
   */
  public record Held(int depth, Object monitor) {}

  /** Whether a frame of the stack is in one of these methods, written {@code Class.method}. */
  boolean isIn(String... methods) {
    List<String> wanted = List.of(methods);
    return stack.stream()
        .anyMatch(f -> wanted.contains(f.getClassName() + "." + f.getMethodName()));
  }

  /** Whether it waits without a limit in time. */
  boolean waitsForGood() {
    return state == Thread.State.WAITING || state == Thread.State.BLOCKED;
  }

  /** Whether it waits for a lock of java.util.concurrent in a way that an interrupt ends. */
  public boolean givesUpWhenInterrupted() {
    return waiting == Wait.UNPARK
        && stack.stream()
            .anyMatch(
                f ->
                    f.getMethodName().equals("lockInterruptibly")
                        || f.getMethodName().equals("acquireInterruptibly"));
  }

  /** The thread that has what this one waits for; null when nobody has or it is not known. */
  @Nullable Thread owner(List<Stance> all) {
    if (on == null || !waitsForGood()) {
      return null;
    }
    if (waiting == Wait.UNPARK) {
      return on instanceof AbstractOwnableSynchronizer lock ? Internals.owner(lock) : null;
    }
    if (waiting == Wait.ENTRY) {
      for (Stance other : all) {
        if (other.thread != thread && other.holds(on)) {
          return other.thread;
        }
      }
    }
    return null;
  }

  private boolean holds(Object monitor) {
    return held.stream().anyMatch(h -> h.monitor() == monitor);
  }
}
