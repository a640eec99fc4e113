package interleave.explore.model;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Blocking queues: the calls that wait; the others are accesses like any. */
@ModelOf(BlockingQueue.class)
public final class BlockingQueueModel {
  private BlockingQueueModel() {}

  /** {@link BlockingQueue#put}. */
  public static void put(BlockingQueue<Object> queue, Object element) throws InterruptedException {
    if (Queues.real(queue)) {
      queue.put(element);
      return;
    }
    Interrupts.acquire(queue, Queues.room(queue));
    Queues.put(queue, queue.offer(element), element);
  }

  /** {@link BlockingQueue#take}. */
  public static @Nullable Object take(BlockingQueue<Object> queue) throws InterruptedException {
    if (Queues.real(queue)) {
      return queue.take();
    }
    Interrupts.acquire(queue, Queues.element(queue));
    return Queues.taken(queue, queue.poll());
  }

  /** {@link BlockingQueue#offer(Object, long, TimeUnit)}. */
  public static boolean offer(BlockingQueue<Object> queue, Object element, long time, TimeUnit unit)
      throws InterruptedException {
    if (Queues.real(queue)) {
      return queue.offer(element, time, unit);
    }
    boolean room =
        Interrupts.acquire(queue, Queues.room(queue).atMost(Interrupts.nanos(time, unit)));
    if (room) {
      Queues.put(queue, queue.offer(element), element);
    }
    return room;
  }

  /** {@link BlockingQueue#poll(long, TimeUnit)}. */
  public static @Nullable Object poll(BlockingQueue<Object> queue, long time, TimeUnit unit)
      throws InterruptedException {
    if (Queues.real(queue)) {
      return queue.poll(time, unit);
    }
    boolean there =
        Interrupts.acquire(queue, Queues.element(queue).atMost(Interrupts.nanos(time, unit)));
    return there ? Queues.taken(queue, queue.poll()) : null;
  }
}
