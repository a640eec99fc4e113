package interleave.explore.model;

import java.util.concurrent.BlockingDeque;
import org.jspecify.annotations.Nullable;

/** Blocking deques: the calls that wait. */
@ModelOf(BlockingDeque.class)
public final class BlockingDequeModel {
  private BlockingDequeModel() {}

  /** {@link BlockingDeque#putFirst}. */
  public static void putFirst(BlockingDeque<Object> deque, Object element)
      throws InterruptedException {
    if (Queues.real(deque)) {
      deque.putFirst(element);
      return;
    }
    Interrupts.acquire(deque, Queues.room(deque));
    Queues.put(deque, deque.offerFirst(element), element);
  }

  /** {@link BlockingDeque#putLast}. */
  public static void putLast(BlockingDeque<Object> deque, Object element)
      throws InterruptedException {
    BlockingQueueModel.put(deque, element);
  }

  /** {@link BlockingDeque#takeFirst}. */
  public static @Nullable Object takeFirst(BlockingDeque<Object> deque)
      throws InterruptedException {
    return BlockingQueueModel.take(deque);
  }

  /** {@link BlockingDeque#takeLast}. */
  public static @Nullable Object takeLast(BlockingDeque<Object> deque) throws InterruptedException {
    if (Queues.real(deque)) {
      return deque.takeLast();
    }
    Interrupts.acquire(deque, Queues.element(deque));
    return Queues.taken(deque, deque.pollLast());
  }
}
