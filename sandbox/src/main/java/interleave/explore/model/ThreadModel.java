package interleave.explore.model;

import interleave.explore.schedule.Access;
import interleave.explore.schedule.Lab;
import interleave.explore.schedule.LabThreads;
import interleave.explore.schedule.Wait;
import java.time.Duration;
import java.util.Locale;

/** Threads: the program's own objects, run by the explorer. */
@ModelOf(Thread.class)
public final class ThreadModel {
  private ThreadModel() {}

  /** {@link Thread#currentThread}. */
  public static Thread currentThread() {
    return Lab.on() ? LabThreads.self() : Thread.currentThread();
  }

  /** {@link Thread#start}. */
  public static void start(Thread thread) {
    if (Lab.on()) {
      LabThreads.start(thread);
    } else {
      thread.start();
    }
  }

  /** {@link Thread#startVirtualThread}. */
  public static Thread startVirtualThread(Runnable task) {
    if (!Lab.on()) {
      return Thread.startVirtualThread(task);
    }
    Thread thread = Thread.ofVirtual().unstarted(task);
    LabThreads.remember(thread, task);
    LabThreads.start(thread);
    return thread;
  }

  /** {@link Thread#join()}. */
  public static void join(Thread thread) throws InterruptedException {
    if (Lab.on()) {
      waitFor(thread, -1L);
    } else {
      thread.join();
    }
  }

  /** {@link Thread#join(long)}. */
  public static void join(Thread thread, long millis) throws InterruptedException {
    if (Lab.on()) {
      waitFor(thread, millis == 0 ? -1 : millis * 1_000_000);
    } else {
      thread.join(millis);
    }
  }

  /** {@link Thread#join(Duration)}. */
  public static boolean join(Thread thread, Duration duration) throws InterruptedException {
    return Lab.on() ? waitFor(thread, duration.toNanos()) : thread.join(duration);
  }

  private static boolean waitFor(Thread thread, long nanos) throws InterruptedException {
    if (!LabThreads.started(thread)) {
      return true;
    }
    Wait wait = Wait.until("waits for the end of", thread, () -> LabThreads.ended(thread));
    boolean ended = Interrupts.await(nanos < 0 ? wait : wait.atMost(nanos));
    Lab.tell(ended ? "join" : "gives up to join", thread);
    return ended;
  }

  /** {@link Thread#isAlive}. */
  public static boolean isAlive(Thread thread) {
    if (!Lab.on()) {
      return thread.isAlive();
    }
    Lab.use(thread, Access.UPDATE);
    boolean alive = LabThreads.started(thread) && !LabThreads.ended(thread);
    Lab.tell(() -> Lab.name(thread) + ".isAlive() → " + alive);
    return alive;
  }

  /** {@link Thread#getState}. */
  public static Thread.State getState(Thread thread) {
    if (!Lab.on()) {
      return thread.getState();
    }
    Lab.use(thread, Access.UPDATE);
    return LabThreads.state(thread);
  }

  /** {@link Thread#getName}. */
  public static String getName(Thread thread) {
    return Lab.on() ? LabThreads.name(thread) : thread.getName();
  }

  /** {@link Thread#threadId}. */
  public static long threadId(Thread thread) {
    return Lab.on() ? 1L + LabThreads.number(thread) : thread.threadId();
  }

  /** {@link Thread#interrupt}. */
  public static void interrupt(Thread thread) {
    if (Lab.on()) {
      Lab.use(thread, Access.UPDATE);
      LabThreads.interrupt(thread);
      Lab.tell("interrupt", thread);
    } else {
      thread.interrupt();
    }
  }

  /** {@link Thread#isInterrupted}. */
  public static boolean isInterrupted(Thread thread) {
    if (!Lab.on()) {
      return thread.isInterrupted();
    }
    Lab.use(thread, Access.VOLATILE_READ);
    return LabThreads.interrupted(thread, false);
  }

  /** {@link Thread#interrupted}. */
  public static boolean interrupted() {
    if (!Lab.on()) {
      return Thread.interrupted();
    }
    Lab.use(LabThreads.self(), Access.VOLATILE_READ);
    return LabThreads.interrupted(LabThreads.self(), true);
  }

  /** {@link Thread#yield}. */
  public static void yield() {
    if (Lab.on()) {
      Lab.yield();
    } else {
      Thread.yield();
    }
  }

  /** {@link Thread#onSpinWait}. */
  public static void onSpinWait() {
    if (Lab.on()) {
      Lab.yield();
    } else {
      Thread.onSpinWait();
    }
  }

  /** {@link Thread#sleep(long)}. */
  public static void sleep(long millis) throws InterruptedException {
    if (Lab.on()) {
      sleepNanos(Math.multiplyExact(millis, 1_000_000L));
    } else {
      Thread.sleep(millis);
    }
  }

  /** {@link Thread#sleep(long, int)}. */
  public static void sleep(long millis, int nanos) throws InterruptedException {
    if (Lab.on()) {
      sleepNanos(millis * 1_000_000 + nanos);
    } else {
      Thread.sleep(millis, nanos);
    }
  }

  /** {@link Thread#sleep(Duration)}. */
  public static void sleep(Duration duration) throws InterruptedException {
    if (Lab.on()) {
      sleepNanos(duration.toNanos());
    } else {
      Thread.sleep(duration);
    }
  }

  static void sleepNanos(long nanos) throws InterruptedException {
    Lab.tell(
        () -> "sleeps " + Duration.ofNanos(nanos).toString().substring(2).toLowerCase(Locale.ROOT));
    Interrupts.await(new Wait("sleeps", null, () -> false, Math.max(0, nanos), true, false));
  }

  /** {@link Thread#holdsLock}. */
  public static boolean holdsLock(Object monitor) {
    return Lab.on() ? LabThreads.holds(monitor) : Thread.holdsLock(monitor);
  }
}
