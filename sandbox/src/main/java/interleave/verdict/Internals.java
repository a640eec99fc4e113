package interleave.verdict;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.stream.Stream;
import jdk.internal.access.SharedSecrets;
import org.jspecify.annotations.Nullable;

/**
 * Looks where the JDK (25) has no window: snapshots of threads, owners of locks, what a thread was
 * given at birth, the children it waits for.
 *
 * <p>ThreadMXBean does not see virtual threads, and a thread dump of {@code
 * HotSpotDiagnosticMXBean} is a file of all threads, made by the same {@code ThreadSnapshot} that
 * is asked here for one thread, without loading {@code java.management}. The packages are opened to
 * this module only, and when first needed: what the reader's own reflection may do stays as it is.
 */
public final class Internals {
  private static final class Opened {
    static final Internals IT = new Internals();
  }

  private final Method snapshot;
  private final Field snapshotStack;
  private final Field snapshotLocks;
  private final Method snapshotState;
  private final Method parkBlocker;
  private final Method blockedOn;
  private final Method waitingOn;
  private final Method lockDepth;
  private final Method lockObject;
  private final Method owner;
  private final Method syncState;
  private final Field threadHolder;
  private final Field holderTask;
  private final Field workerPool;
  private final Field futureRunner;
  private final Field inherited;
  private final Method inheritedEntry;
  private final Field entryValue;
  private final Field completions;
  private final Field reapers;

  private Internals() {
    Module base = Object.class.getModule();
    Stream.of("jdk.internal.vm", "java.lang", "java.util.concurrent", "java.util.concurrent.locks")
        .forEach(
            name ->
                SharedSecrets.getJavaLangAccess()
                    .addOpens(base, name, Internals.class.getModule()));
    try {
      Class<?> snapshots = Class.forName("jdk.internal.vm.ThreadSnapshot");
      snapshot = method(snapshots, "of", Thread.class);
      snapshotStack = field(snapshots, "stackTrace");
      snapshotLocks = field(snapshots, "locks");
      snapshotState = method(snapshots, "threadState");
      parkBlocker = method(snapshots, "parkBlocker");
      blockedOn = method(snapshots, "blockedOn");
      waitingOn = method(snapshots, "waitingOn");
      Class<?> locks = snapshotLocks.getType().getComponentType();
      lockDepth = method(locks, "depth");
      lockObject = method(locks, "lockObject");
      owner = method(AbstractOwnableSynchronizer.class, "getExclusiveOwnerThread");
      syncState = method(AbstractQueuedSynchronizer.class, "getState");
      threadHolder = field(Thread.class, "holder");
      holderTask = field(threadHolder.getType(), "task");
      workerPool = field(Class.forName("java.util.concurrent.ThreadPoolExecutor$Worker"), "this$0");
      futureRunner = field(FutureTask.class, "runner");
      inherited = field(Thread.class, "inheritableThreadLocals");
      inheritedEntry = method(inherited.getType(), "getEntry", ThreadLocal.class);
      entryValue = field(inheritedEntry.getReturnType(), "value");
      completions = field(Class.forName("java.lang.ProcessHandleImpl"), "completions");
      reapers = field(completions.getDeclaringClass(), "processReaperExecutor");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK is none that we know inside; take JDK 25", e);
    }
  }

  /** Where a thread stands now; empty for one that has not started or has ended. */
  public static Optional<Stance> stance(Thread thread) {
    Internals in = Opened.IT;
    Object taken = call(in.snapshot, null, thread);
    if (taken == null) {
      return Optional.empty();
    }
    Thread.State state = (Thread.State) call(in.snapshotState, taken);
    Stance.Wait wait = Stance.Wait.NONE;
    Object on = call(in.parkBlocker, taken);
    if (on != null) {
      wait = Stance.Wait.UNPARK;
    } else if (state == Thread.State.BLOCKED) {
      on = call(in.blockedOn, taken);
      wait = Stance.Wait.ENTRY;
    } else if (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING) {
      on = call(in.waitingOn, taken);
      wait = on == null ? Stance.Wait.NONE : Stance.Wait.NOTIFY;
    }
    List<Stance.Held> held = new ArrayList<>();
    Object[] locks = (Object[]) get(in.snapshotLocks, taken);
    for (Object lock : locks == null ? new Object[0] : locks) {
      Object monitor = call(in.lockObject, lock);
      Object depth = call(in.lockDepth, lock);
      // A frame names the monitor that it waits for, or waits to have back, among its own.
      if (monitor != null && monitor != on && depth != null) {
        held.add(new Stance.Held((int) depth, monitor));
      }
    }
    StackTraceElement[] stack = (StackTraceElement[]) get(in.snapshotStack, taken);
    return Optional.of(
        new Stance(
            thread,
            state == null ? Thread.State.TERMINATED : state,
            stack == null ? List.of() : List.of(stack),
            wait,
            on,
            List.copyOf(held)));
  }

  /** The thread that holds a lock exclusively; null for none. */
  public static @Nullable Thread owner(AbstractOwnableSynchronizer lock) {
    return (Thread) call(Opened.IT.owner, lock);
  }

  /** The number that a latch, a semaphore or a lock keeps. */
  static int state(AbstractQueuedSynchronizer synchronizer) {
    Object state = call(Opened.IT.syncState, synchronizer);
    return state == null ? 0 : (int) state;
  }

  /** The pool whose worker a platform thread is. */
  public static Optional<ThreadPoolExecutor> pool(Thread thread) {
    Object holder = get(Opened.IT.threadHolder, thread);
    Object task = holder == null ? null : get(Opened.IT.holderTask, holder);
    return Opened.IT.workerPool.getDeclaringClass().isInstance(task)
        ? Optional.ofNullable((ThreadPoolExecutor) get(Opened.IT.workerPool, task))
        : Optional.empty();
  }

  /** Whether some thread runs a task, or has run it. */
  static boolean started(FutureTask<?> task) {
    return task.isDone() || get(Opened.IT.futureRunner, task) != null;
  }

  /** What a thread was given at birth, null when nothing. */
  public static @Nullable Object inherited(Thread thread, InheritableThreadLocal<?> of) {
    Object map = get(Opened.IT.inherited, thread);
    Object entry = map == null ? null : call(Opened.IT.inheritedEntry, map, of);
    return entry == null ? null : get(Opened.IT.entryValue, entry);
  }

  /** The exit statuses to come of the processes that this JVM waits for, by their numbers. */
  @SuppressWarnings("unchecked") // declared so in ProcessHandleImpl
  public static Map<Long, CompletableFuture<Integer>> exits() {
    Object map = get(Opened.IT.completions, null);
    return map == null ? Map.of() : (Map<Long, CompletableFuture<Integer>>) map;
  }

  /**
   * Has something done whenever this JVM begins to wait for a process, in the thread that starts
   * it, when its number is among the {@link #exits()}.
   *
   * <p>The JDK has a thread wait for each child. Here that thread is made anew for each, so that
   * its making tells of the child.
   */
  public static void onChild(Runnable told) {
    if (get(Opened.IT.reapers, null) instanceof ThreadPoolExecutor reapers) {
      ThreadFactory factory = reapers.getThreadFactory();
      reapers.setKeepAliveTime(0, TimeUnit.NANOSECONDS);
      reapers.setThreadFactory(
          task -> {
            try {
              told.run();
            } catch (RuntimeException | Error failure) {
              // The child is the reader's, and lives whether it is told or not.
            }
            return factory.newThread(task);
          });
    }
  }

  private static Method method(Class<?> type, String name, Class<?>... parameters)
      throws NoSuchMethodException {
    return opened(type.getDeclaredMethod(name, parameters));
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    return opened(type.getDeclaredField(name));
  }

  private static <T extends AccessibleObject> T opened(T member) {
    member.setAccessible(true);
    return member;
  }

  private static @Nullable Object call(Method method, @Nullable Object on, Object... arguments) {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("cannot call " + method, e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot call " + method, e);
    }
  }

  private static @Nullable Object get(Field field, @Nullable Object of) {
    try {
      return field.get(of);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot read " + field, e);
    }
  }
}
