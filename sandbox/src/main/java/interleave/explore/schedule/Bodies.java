package interleave.explore.schedule;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Queue;
import java.util.concurrent.Executor;
import jdk.internal.access.SharedSecrets;

/**
 * Makes virtual threads that are scheduled by a queue of ours.
 *
 * <p>The JDK (25) has no public way to choose a virtual thread's scheduler. The package is opened
 * to this module only.
 */
final class Bodies {
  private static final class Opened {
    static final Method MAKER = maker();
  }

  private Bodies() {}

  static Thread of(Queue<Runnable> queue, Runnable task) {
    try {
      Executor scheduler = queue::add;
      return (Thread) Opened.MAKER.invoke(null, scheduler, null, 0, task);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(
          "The JDK makes no virtual thread for a scheduler of ours.", e);
    }
  }

  private static Method maker() {
    SharedSecrets.getJavaLangAccess()
        .addOpens(Object.class.getModule(), "java.lang", Bodies.class.getModule());
    try {
      Method maker =
          Class.forName("java.lang.ThreadBuilders")
              .getDeclaredMethod(
                  "newVirtualThread", Executor.class, String.class, int.class, Runnable.class);
      maker.setAccessible(true);
      return maker;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "This JDK makes virtual threads in another way than JDK 25; use JDK 25.", e);
    }
  }
}
