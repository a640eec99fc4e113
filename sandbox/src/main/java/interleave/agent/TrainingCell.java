package interleave.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** Does what the cells of the book do most, under the name that JShell gives a snippet's method. */
final class TrainingCell {
  private TrainingCell() {}

  /** Long enough for the watch to find it; the threads end with the JVM. */
  private static void deadlock() throws InterruptedException {
    Object left = new Object();
    Object right = new Object();
    CountDownLatch both = new CountDownLatch(2);
    cross("A", left, right, both);
    cross("B", right, left, both).join(700);
  }

  private static Thread cross(String name, Object first, Object second, CountDownLatch both) {
    return Thread.ofPlatform()
        .daemon()
        .name(name)
        .start(
            () -> {
              synchronized (first) {
                both.countDown();
                try {
                  both.await();
                } catch (InterruptedException e) {
                  return;
                }
                synchronized (second) {
                  System.out.println(name + " has both");
                }
              }
            });
  }

  @SuppressWarnings("unused") // called as a cell is: by name
  static Object do_it$() throws Exception {
    AtomicInteger count = new AtomicInteger();
    ReentrantLock lock = new ReentrantLock();
    CountDownLatch done = new CountDownLatch(2);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      String name = "w-" + i;
      threads.add(
          Thread.ofPlatform()
              .name(name)
              .start(
                  () -> {
                    lock.lock();
                    try {
                      System.out.println(name + " has " + count.incrementAndGet());
                    } finally {
                      lock.unlock();
                    }
                    done.countDown();
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    done.await(1, TimeUnit.SECONDS);
    try (ExecutorService pool = Executors.newFixedThreadPool(2);
        ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      pool.submit(() -> 6 * 7).get();
      virtual
          .submit(
              () -> {
                Thread.sleep(1);
                return 0;
              })
          .get();
    }
    ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();
    map.merge("a", 1, Integer::sum);
    System.out.printf("%d of %s, %.2f%n", map.get("a"), map, 0.5);
    System.err.println(String.format("%s", IntStream.range(0, 4).boxed().toList()));
    System.in.read();
    deadlock();
    return IntStream.rangeClosed(1, 10).parallel().sum();
  }
}
