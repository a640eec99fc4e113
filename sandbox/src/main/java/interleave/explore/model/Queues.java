package interleave.explore.model;

import interleave.explore.schedule.Lab;
import interleave.explore.schedule.Wait;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TransferQueue;
import org.jspecify.annotations.Nullable;

/** When a queue's waiting calls could go on. */
final class Queues {
  private Queues() {}

  /** Whether the queue cannot be modelled, or nothing is explored: then the real call is made. */
  static boolean real(BlockingQueue<?> queue) {
    if (!Lab.on() || queue.getClass().getClassLoader() != null) {
      return true;
    }
    boolean strange =
        queue instanceof SynchronousQueue
            || queue instanceof TransferQueue
            || queue instanceof DelayQueue;
    if (strange) {
      Lab.unmodelled();
    }
    return strange;
  }

  static Wait room(BlockingQueue<?> queue) {
    return Wait.until("waits for room in", queue, () -> queue.remainingCapacity() > 0);
  }

  static Wait element(BlockingQueue<?> queue) {
    return Wait.until("waits for an element of", queue, () -> !queue.isEmpty());
  }

  static void put(BlockingQueue<?> queue, boolean done, Object element) {
    if (!done) {
      throw new IllegalStateException("A queue that had room took nothing.");
    }
    Lab.tell(() -> Lab.name(queue) + ".put(" + element + ")");
  }

  static <E> @Nullable E taken(BlockingQueue<?> queue, @Nullable E element) {
    Lab.tell(() -> Lab.name(queue) + ".take() → " + element);
    return element;
  }
}
