package interleave.watch;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.engine.Texts;
import interleave.protocol.ClassFile;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Woven classes load, and do what they did. */
class WeaverTest {
  private static final String SHAPES =
      """
      import module java.base;

      interface Greeting {
        default synchronized_ greet(Object o) { synchronized (this) { return new synchronized_(o.hashCode()); } }
        static int count(BlockingQueue<Integer> q) throws InterruptedException { return q.take() + q.take(); }
      }

      record synchronized_(int n) implements Greeting {
        synchronized_ { synchronized (synchronized_.class) { if (n == Integer.MIN_VALUE) throw new IllegalArgumentException(); } }
      }

      enum Colour { RED, BLUE; static final Object LOCK = new Object(); synchronized int twice() { return ordinal() * 2; } }

      class Base {
        final int got; final String name;
        Base(int got, String name) { this.got = got; this.name = name; }
        synchronized long wide(long a, double b, int[] c) { synchronized (c) { return (long) (a + b) + c.length; } }
        static synchronized String fixed(String s) { return s.isEmpty() ? "empty" : s; }
      }

      class Derived extends Base {
        static final BlockingQueue<Integer> SOURCE = new LinkedBlockingQueue<>(List.of(5, 6, 7, 8));
        Derived() throws Exception { super(SOURCE.take(), new StringBuilder("x").append(SOURCE.poll(1, TimeUnit.SECONDS)).toString()); }
        @Override synchronized long wide(long a, double b, int[] c) { return super.wide(a, b, c) + 1; }
      }

      class Worker extends Thread {
        int ran;
        Worker() { super("worker"); }
        @Override public void start() { super.start(); }
        @Override public void run() { ran++; }
      }

      class Notifier { synchronized void both() throws Exception { wait(1); notify(); notifyAll(); } void start() { } int join() { return 3; } }

      String tries(Lock lock, int kind) {
        String said = "";
        try {
          synchronized (lock) {
            lock.lock();
            try { if (kind == 1) throw new IOException("one"); said += "a"; } finally { lock.unlock(); said += "f"; }
            if (kind == 2) { for (;;) { synchronized (said) { break; } } return said + "r"; }
          }
          if (kind == 3) lock.unlock();
        } catch (IOException e) { said += e.getMessage(); }
        catch (IllegalMonitorStateException e) { said += "illegal"; }
        return said;
      }

      int interrupted(ReentrantLock lock) {
        Thread.currentThread().interrupt();
        try { lock.lockInterruptibly(); return 0; } catch (InterruptedException e) { return 1; } finally { Thread.interrupted(); }
      }

      String main_() throws Throwable {
        var out = new StringBuilder();
        var lock = new ReentrantLock();
        for (int kind = 0; kind < 4; kind++) out.append(tries(lock, kind)).append(' ');
        out.append(interrupted(lock)).append(lock.tryLock()).append(lock.tryLock(1, TimeUnit.MILLISECONDS)).append(' ');
        lock.unlock(); lock.unlock();
        out.append(new Derived().got).append(new Derived().name).append(' ');
        out.append(new Base(1, "").wide(1L << 40, 2.5, new int[3])).append(Base.fixed("")).append(' ');
        out.append(((Greeting) new synchronized_(3)).greet("x").n()).append(Colour.BLUE.twice()).append(' ');
        out.append(Greeting.count(new LinkedBlockingQueue<>(List.of(1, 2)))).append(' ');
        try { new synchronized_(Integer.MIN_VALUE); } catch (IllegalArgumentException e) { out.append("refused "); }
        var w = new Worker(); w.start(); w.join(); out.append(w.ran).append(w.join(Duration.ofMillis(1))).append(' ');
        new Notifier().both(); new Notifier().start(); out.append(new Notifier().join()).append(' ');
        var results = new ArrayList<Integer>();
        Runnable task = () -> { synchronized (results) { results.add(results.size()); } };
        var ts = List.of(Thread.startVirtualThread(task), Thread.ofPlatform().start(task), Thread.ofVirtual().unstarted(task));
        ts.get(2).start();
        for (Thread t : ts) t.join();
        out.append(results).append(' ');
        Callable<Integer> take = new ArrayBlockingQueue<>(1, false, List.of(9))::take;
        out.append(take.call()).append(' ');
        var cond = lock.newCondition();
        lock.lock(); try { out.append(cond.await(1, TimeUnit.MILLISECONDS)).append(cond.awaitNanos(1) <= 0); cond.signalAll(); } finally { lock.unlock(); }
        var latch = new CountDownLatch(1); latch.countDown(); latch.await();
        var permits = new Semaphore(1); permits.acquire(); permits.release(1); out.append(permits.tryAcquire(1, 1, TimeUnit.SECONDS)).append(' ');
        try { ((Object) "x").wait(); } catch (IllegalMonitorStateException e) { out.append("unowned "); }
        try { synchronized (nothing()) { } } catch (NullPointerException e) { out.append("null "); }
        out.append(switch (kindOf(lock)) { case Lock l when l.tryLock() -> { l.unlock(); yield "locked"; } case null, default -> "no"; });
        LockSupport.parkNanos(1); LockSupport.unpark(Thread.currentThread()); LockSupport.park(lock);
        return out.toString();
      }

      Object nothing() { return null; }
      Object kindOf(Object o) { return o; }

      void main() throws Throwable { System.setProperty("woven.said", main_()); }
      """;

  @Test
  void manyShapesDoTheSameWhenTheyAreWoven() throws Throwable {
    try (Texts texts = new Texts()) {
      List<ClassFile> files = texts.program("shapes", SHAPES).classes();
      Weaver weaver = new Weaver(files);
      Map<String, byte[]> woven = weaver.weave();
      assertThat(weaver.plain()).isEmpty();
      assertThat(weaver.sawReferences()).isTrue();
      assertThat(woven.size()).isGreaterThan(6);
      String plain = said(files, Map.of());
      assertThat(plain).contains("refused", "unowned", "null", "locked");
      Log log = new Log();
      Hooks.open(log);
      try {
        assertThat(said(files, woven)).isEqualTo(plain);
      } finally {
        Hooks.close(log);
      }
      assertThat(log.bytes().length).isGreaterThan(60 * 32);
      assertThat(said(files, woven)).isEqualTo(plain);
    }
  }

  @Test
  void aClassWithNothingToWatchIsLeftAsItIs() {
    try (Texts texts = new Texts()) {
      List<ClassFile> files =
          texts.program("plain", "void main() { System.out.println(1 + 1); }").classes();
      assertThat(new Weaver(files).weave()).isEmpty();
    }
  }

  @Test
  void whatIsNoClassIsLeftAsItIs() {
    Weaver weaver = new Weaver(List.of(new ClassFile("Broken", "cell", new byte[] {1, 2, 3})));
    assertThat(weaver.weave()).isEmpty();
    assertThat(weaver.plain()).containsExactly("Broken");
  }

  private static String said(List<ClassFile> files, Map<String, byte[]> woven) throws Throwable {
    Map<String, byte[]> bytes = new HashMap<>();
    files.forEach(f -> bytes.put(f.name(), woven.getOrDefault(f.name(), f.bytes())));
    ClassLoader loader =
        new ClassLoader(WeaverTest.class.getClassLoader()) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] found = bytes.get(name);
            if (found == null) {
              throw new ClassNotFoundException(name);
            }
            return defineClass(name, found, 0, found.length);
          }
        };
    for (String name : bytes.keySet()) {
      Class.forName(name, true, loader);
    }
    Class<?> main = Class.forName("Main", true, loader);
    var constructor = main.getDeclaredConstructor();
    constructor.setAccessible(true);
    Method method = main.getDeclaredMethod("main");
    method.setAccessible(true);
    method.invoke(constructor.newInstance());
    return System.clearProperty("woven.said");
  }
}
