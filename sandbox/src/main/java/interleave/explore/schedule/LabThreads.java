package interleave.explore.schedule;

import org.jspecify.annotations.Nullable;

/** The threads of the explored program as models see them. */
public final class LabThreads {
  private LabThreads() {}

  /** The thread that the program takes for the current one. */
  public static Thread self() {
    return Hooks.run().current().face;
  }

  /** Remembers what a virtual thread is to run, since it does not tell. */
  public static void remember(Thread thread, Runnable task) {
    Hooks.run().threads.remember(thread, task);
  }

  /** Starts a thread. */
  public static void start(Thread thread) {
    Run run = Hooks.run();
    Strand me = run.current();
    if (run.threads.of(thread) != null || thread.getState() != Thread.State.NEW) {
      throw new IllegalThreadStateException();
    }
    Strand started = run.threads.start(me, thread, run.threads.task(thread), thread.isDaemon());
    Told.words(run, me, null, "start " + started.name());
  }

  /** Whether it was started. */
  public static boolean started(Thread thread) {
    return Hooks.run().threads.of(thread) != null;
  }

  /** Whether it has ended. */
  public static boolean ended(Thread thread) {
    Strand strand = Hooks.run().threads.of(thread);
    return strand != null && strand.done;
  }

  /** Its state as {@link Thread#getState} would tell it. */
  public static Thread.State state(Thread thread) {
    Strand strand = Hooks.run().threads.of(thread);
    if (strand == null) {
      return Thread.State.NEW;
    }
    if (strand.done) {
      return Thread.State.TERMINATED;
    }
    Wait wait = strand.wait;
    if (wait == null || strand.ready()) {
      return Thread.State.RUNNABLE;
    }
    boolean monitor = strand.next != null && strand.next.key == Cell.MONITOR && !wait.signalled();
    return monitor
        ? Thread.State.BLOCKED
        : strand.deadline >= 0 ? Thread.State.TIMED_WAITING : Thread.State.WAITING;
  }

  /** The name, the same in every execution. */
  public static String name(Thread thread) {
    String given = thread.getName();
    Strand strand = Hooks.run().threads.of(thread);
    return strand == null || strand.number == 0 || !given.startsWith("Thread-")
        ? given
        : "Thread-" + (strand.number - 1);
  }

  /** Its number, 0 for one that was not started. */
  public static int number(Thread thread) {
    Strand strand = Hooks.run().threads.of(thread);
    return strand == null ? 0 : strand.number;
  }

  /** Sets the interrupt status of a thread that lives. */
  public static void interrupt(Thread thread) {
    Strand strand = Hooks.run().threads.of(thread);
    if (strand != null && !strand.done) {
      strand.interrupted = true;
    }
  }

  /** The interrupt status, cleared if asked. */
  public static boolean interrupted(Thread thread, boolean clear) {
    Strand strand = Hooks.run().threads.of(thread);
    boolean was = strand != null && strand.interrupted;
    if (strand != null && clear) {
      strand.interrupted = false;
    }
    return was;
  }

  /** Whether the thread has the permit of LockSupport. */
  public static boolean permit(Thread thread) {
    Strand strand = Hooks.run().threads.of(thread);
    return strand != null && strand.permit;
  }

  /** Gives or takes the permit. */
  public static void permit(@Nullable Thread thread, boolean given) {
    Strand strand = thread == null ? null : Hooks.run().threads.of(thread);
    if (strand != null) {
      strand.permit = given;
    }
  }

  /** Whether the calling thread is a pool's worker that waits for a task and need not end. */
  public static void idle(boolean idle) {
    Hooks.run().current().idle = idle;
  }

  /** Whether the calling thread is inside an object's monitor. */
  public static boolean holds(Object monitor) {
    Run run = Hooks.run();
    return run.monitors.holds(run.current(), monitor);
  }

  /** {@link Object#wait}; false when its time ran out. */
  public static Ending await(Object monitor, long nanos) {
    Run run = Hooks.run();
    return run.monitors.await(run.current(), monitor, nanos);
  }

  /** {@link Object#notify} and {@link Object#notifyAll}. */
  public static void wake(Object monitor, boolean all) {
    Run run = Hooks.run();
    run.monitors.wake(run.current(), monitor, all);
  }
}
