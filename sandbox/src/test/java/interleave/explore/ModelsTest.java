package interleave.explore;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.explore.result.Result;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The models beside the real classes: what the real ones show, the explorer shows too. */
class ModelsTest {
  private static final String SEQUENTIAL =
      """
      import java.util.concurrent.*;
      import java.util.concurrent.locks.*;
      import java.util.concurrent.atomic.*;
      static String ops() throws Exception {
        var s = new StringJoiner(" ");
        %s
        return s.toString();
      }
      void main() throws Exception { assert ops().equals(EXPECTED) : ops(); }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var l = new ReentrantLock(); l.lock(); l.lock(); s.add(l.getHoldCount() + \"\" +"
            + " l.isLocked() + l.tryLock()); l.unlock(); l.unlock(); l.unlock(); s.add(\"\" +"
            + " l.isLocked()); try { l.unlock(); } catch (IllegalMonitorStateException e) {"
            + " s.add(\"imse\"); }",
        "var l = new ReentrantReadWriteLock(); l.writeLock().lock(); l.readLock().lock();"
            + " s.add(\"\" + l.getReadLockCount() + l.isWriteLocked()); l.writeLock().unlock();"
            + " s.add(\"\" + l.writeLock().tryLock() + l.readLock().tryLock());",
        "var l = new Semaphore(2); l.acquire(); s.add(\"\" + l.tryAcquire() + l.tryAcquire() +"
            + " l.tryAcquire(1, TimeUnit.MILLISECONDS)); l.release(3); s.add(\"\" +"
            + " l.availablePermits() + l.drainPermits());",
        "var l = new CountDownLatch(2); l.countDown(); s.add(\"\" + l.getCount() + l.await(1,"
            + " TimeUnit.MILLISECONDS)); l.countDown(); l.countDown(); l.await(); s.add(\"\" +"
            + " l.getCount());",
        "var b = new CyclicBarrier(1); s.add(\"\" + b.await() + b.await() + b.isBroken() +"
            + " b.getNumberWaiting()); b = new CyclicBarrier(2); try { b.await(1,"
            + " TimeUnit.MILLISECONDS); } catch (TimeoutException e) { s.add(\"timeout\" +"
            + " b.isBroken()); } try { b.await(); } catch (BrokenBarrierException e) {"
            + " s.add(\"broken\"); } b.reset(); s.add(\"\" + b.isBroken());",
        "var q = new ArrayBlockingQueue<Integer>(2); q.put(1); s.add(\"\" + q.offer(2) + q.offer(3)"
            + " + q.offer(3, 1, TimeUnit.MILLISECONDS) + q.take() + q.poll() + q.poll() + q.poll(1,"
            + " TimeUnit.MILLISECONDS) + q.remainingCapacity());",
        "var q = new LinkedBlockingDeque<Integer>(); q.putFirst(1); q.putLast(2); q.putFirst(3);"
            + " s.add(\"\" + q.takeLast() + q.takeFirst() + q.size());",
        "var m = new ConcurrentHashMap<String, Integer>(); s.add(\"\" + m.putIfAbsent(\"a\", 1) +"
            + " m.merge(\"a\", 2, Integer::sum) + m.computeIfAbsent(\"b\", k -> 7) +"
            + " m.remove(\"a\") + m);",
        "var a = new AtomicInteger(); s.add(\"\" + a.incrementAndGet() + a.getAndAdd(5) +"
            + " a.compareAndSet(6, 1) + a.updateAndGet(x -> x * 3) + a.compareAndSet(9, 9)); var r"
            + " = new AtomicStampedReference<>(\"x\", 0); s.add(\"\" + r.compareAndSet(\"x\","
            + " \"y\", 0, 1) + r.getStamp()); var n = new LongAdder(); n.add(3); n.increment();"
            + " s.add(\"\" + n.sum());",
        "try (var p = Executors.newFixedThreadPool(2)) { var f = p.submit(() -> 5); s.add(\"\" +"
            + " f.get() + f.isDone()); var g = p.submit(() -> { throw new"
            + " IllegalStateException(\"no\"); }); try { g.get(); } catch (ExecutionException e) {"
            + " s.add(e.getCause().getMessage()); } s.add(\"\" + p.invokeAll(List.of(() -> 1, () ->"
            + " 2)).size()); p.shutdown(); s.add(\"\" + p.isShutdown() + p.awaitTermination(1,"
            + " TimeUnit.SECONDS)); try { p.submit(() -> 1); } catch (RejectedExecutionException e)"
            + " { s.add(\"rejected\"); } }",
        "var f = CompletableFuture.supplyAsync(() -> 3).thenApply(x -> x + 1).thenCompose(x ->"
            + " CompletableFuture.supplyAsync(() -> x * 2)); s.add(\"\" + f.get()); var g ="
            + " CompletableFuture.supplyAsync(() -> { if (true) throw new"
            + " IllegalStateException(\"no\"); return 1; }).exceptionally(e -> -1); s.add(\"\" +"
            + " g.join()); var h = new CompletableFuture<Integer>(); s.add(\"\" + h.complete(4) +"
            + " h.complete(5) + h.get(1, TimeUnit.SECONDS));",
        "var o = new Object(); synchronized (o) { o.wait(1); s.add(\"waited\"); o.notifyAll(); }"
            + " try { o.notify(); } catch (IllegalMonitorStateException e) { s.add(\"imse\"); }"
            + " Thread.currentThread().interrupt(); try { synchronized (o) { o.wait(); } } catch"
            + " (InterruptedException e) { s.add(\"\" + Thread.interrupted()); }"
            + " Thread.currentThread().interrupt(); LockSupport.park(); s.add(\"\" +"
            + " Thread.interrupted()); LockSupport.unpark(Thread.currentThread());"
            + " LockSupport.park();",
        "var t = new Thread(() -> s.add(\"ran\")); s.add(\"\" + t.getState() + t.isAlive());"
            + " t.start(); t.join(); s.add(\"\" + t.getState() + t.isAlive()); try { t.start(); }"
            + " catch (IllegalThreadStateException e) { s.add(\"started\"); } var v ="
            + " Thread.ofVirtual().name(\"v\").unstarted(() ->"
            + " s.add(Thread.currentThread().getName())); v.start(); v.join(); s.add(\"\" +"
            + " v.isVirtual() + v.join(java.time.Duration.ofMillis(1)));",
        "var l = new ReentrantLock(); var c = l.newCondition(); l.lock(); s.add(\"\" + c.await(1,"
            + " TimeUnit.MILLISECONDS) + (c.awaitNanos(1000) <= 0) + l.getHoldCount()); c.signal();"
            + " l.unlock(); try { c.signalAll(); } catch (IllegalMonitorStateException e) {"
            + " s.add(\"imse\"); }"
      })
  void oneThreadSeesWhatItSeesOfTheRealClass(String operations) throws Exception {
    String source = SEQUENTIAL.formatted(operations);
    String real = real(Sources.compile(source.replace("EXPECTED", "\"\"")), "ops");

    // Without preemptions no wait's time runs out while somebody else could end it.
    Result result =
        Sources.explorer(source.replace("EXPECTED", '"' + real + '"'))
            .explore(Budget.standard().withPreemptions(0), Progress.none());

    assertThat(result).isInstanceOf(Result.Explored.class);
    assertThat(result.unmodelled()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "var q = new LinkedBlockingQueue<Integer>(); var a = new Thread(() -> { q.add(1); q.add(2);"
            + " }); var b = new Thread(() -> { q.add(3); s.add(\"\" + q.poll()); }); a.start();"
            + " b.start(); a.join(); b.join(); s.add(q.toString());",
        "var n = new AtomicInteger(); Runnable r = () -> { int x = n.get(); Thread.yield(); n.set(x"
            + " + 1); }; var a = new Thread(r); var b = new Thread(r); a.start(); b.start();"
            + " a.join(); b.join(); s.add(\"\" + n);",
        "var l = new ReentrantLock(); var a = new Thread(() -> { if (l.tryLock()) { Thread.yield();"
            + " s.add(\"a\"); l.unlock(); } }); var b = new Thread(() -> { if (l.tryLock()) {"
            + " Thread.yield(); s.add(\"b\"); l.unlock(); } }); a.start(); b.start(); a.join();"
            + " b.join();",
        "var l = new Semaphore(1); var log = new ConcurrentLinkedQueue<String>(); Runnable r = ()"
            + " -> { try { l.acquire(); log.add(\"in\"); Thread.yield(); log.add(\"out\");"
            + " l.release(); } catch (InterruptedException e) { } }; var a = new Thread(r); var b ="
            + " new Thread(r); a.start(); b.start(); a.join(); b.join(); s.add(log.toString());",
        "var f = new CompletableFuture<Integer>(); var a = new Thread(() -> f.complete(1)); var b ="
            + " new Thread(() -> f.complete(2)); a.start(); b.start(); s.add(\"\" + f.join());"
            + " a.join(); b.join();",
        "try (var p = Executors.newFixedThreadPool(2)) { var log = new"
            + " ConcurrentLinkedQueue<Integer>(); p.submit(() -> log.add(1)); p.submit(() ->"
            + " log.add(2)); p.shutdown(); p.awaitTermination(5, TimeUnit.SECONDS);"
            + " s.add(log.toString()); }",
        "var m = new ConcurrentHashMap<String, Integer>(); Runnable r = () -> m.merge(\"k\", 1,"
            + " Integer::sum); var a = new Thread(r); var b = new Thread(r); a.start(); b.start();"
            + " s.add(\"\" + m.get(\"k\")); a.join(); b.join(); s.add(\"\" + m);",
        "var log = new ConcurrentLinkedQueue<String>(); var b = new CyclicBarrier(2, () ->"
            + " log.add(\"open\")); Runnable r = () -> { try { log.add(\"x\"); b.await();"
            + " log.add(\"y\"); } catch (Exception e) { } }; var x = new Thread(r); var y = new"
            + " Thread(r); x.start(); y.start(); x.join(); y.join(); s.add(log.toString());"
      })
  void whateverRealThreadsShowTheExplorerFinds(String operations) throws Exception {
    String source = SEQUENTIAL.formatted(operations);
    Map<String, byte[]> classes = Sources.compile(source.replace("EXPECTED", "\"\""));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      seen.add(real(classes, "ops"));
    }
    for (String outcome : seen) {
      Result result =
          Sources.explore(
              source.replace(
                  "assert ops().equals(EXPECTED) : ops()",
                  "assert !ops().equals(\"" + outcome + "\") : \"found\""));

      assertThat(result).as(outcome).isInstanceOf(Result.Failed.class);
      assertThat(((Result.Failed) result).sentence()).contains("found");
    }
  }

  private static String real(Map<String, byte[]> classes, String name) throws Exception {
    ClassLoader loader =
        new ClassLoader(ModelsTest.class.getClassLoader()) {
          @Override
          protected Class<?> findClass(String type) throws ClassNotFoundException {
            byte[] bytes = classes.get(type);
            if (bytes == null) {
              throw new ClassNotFoundException(type);
            }
            return defineClass(type, bytes, 0, bytes.length);
          }
        };
    Method method = loader.loadClass("Main").getDeclaredMethod(name);
    method.setAccessible(true);
    return (String) method.invoke(null);
  }
}
