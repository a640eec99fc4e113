package interleave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.SessionCommand;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentDeadlockTest {
  @AutoClose private final AgentJvm jvm = new AgentJvm();

  AgentDeadlockTest() throws IOException {}

  @ParameterizedTest
  @ValueSource(strings = {"ofPlatform", "ofVirtual"})
  void twoMonitorsTakenInOppositeOrders(String kind) throws IOException {
    long run =
        jvm.start(
            "cell",
            """
            class Pair {
              final Object left = new Object();
              final Object right = new Object();
            }
            var pair = new Pair();
            var both = new CyclicBarrier(2);
            void cross(Object first, Object second) {
              synchronized (first) {
                try { both.await(); } catch (Exception e) { }
                System.out.println(Thread.currentThread().getName() + " met");
                synchronized (second) {
                  System.out.println("never");
                }
              }
            }
            var a = Thread.%1$s().name("A").start(() -> cross(pair.left, pair.right));
            var b = Thread.%1$s().name("B").start(() -> cross(pair.right, pair.left));
            a.join();
            """
                .formatted(kind));
    Event.Deadlock deadlock = awaitDeadlock(run);
    assertThat(deadlock.cycle()).hasSize(2);
    Event.Wait first = deadlock.cycle().getFirst();
    assertThat(first.threadId()).isPositive();
    assertThat(deadlock.cycle())
        .containsExactly(
            new Event.Wait(
                "A", first.threadId(), "pair.left", 8, "pair.right", "B", Optional.of("cell"), 11),
            new Event.Wait(
                "B",
                deadlock.cycle().getLast().threadId(),
                "pair.right",
                8,
                "pair.left",
                "A",
                Optional.of("cell"),
                11));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ofPlatform", "ofVirtual"})
  void twoReentrantLocksTakenInOppositeOrders(String kind) throws IOException {
    long run =
        jvm.startProgram(
            "cell",
            """
            void main() throws Exception {
              var x = new ReentrantLock();
              var y = new ReentrantLock();
              var both = new CyclicBarrier(2);
              Thread.%1$s().name("A").start(() -> {
                x.lock();
                meet(both);
                y.lock();
              });
              var b = Thread.%1$s().name("B").start(() -> {
                y.lock();
                meet(both);
                x.lock();
              });
              b.join();
            }
            void meet(CyclicBarrier both) {
              try { both.await(); } catch (Exception e) { }
            }
            """
                .formatted(kind));
    List<Event.Wait> cycle = awaitDeadlock(run).cycle();
    assertThat(cycle).extracting(Event.Wait::thread).containsExactly("A", "B");
    assertThat(cycle)
        .extracting(Event.Wait::waitsFor)
        .containsExactly("ReentrantLock@1", "ReentrantLock@2");
    assertThat(cycle)
        .extracting(Event.Wait::holds)
        .containsExactly("ReentrantLock@2", "ReentrantLock@1");
    assertThat(cycle).extracting(Event.Wait::line).containsExactly(8, 13);
    assertThat(cycle).extracting(Event.Wait::heldSince).containsExactly(6, 11);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ofPlatform", "ofVirtual"})
  void aMonitorAndALockMixed(String kind) throws IOException {
    long run =
        jvm.start(
            "cell",
            """
            var monitor = new Object();
            var lock = new ReentrantLock();
            var both = new CyclicBarrier(2);
            void meet() { try { both.await(); } catch (Exception e) { } }
            Thread.%1$s().name("A").start(() -> {
              lock.lock();
              meet();
              synchronized (monitor) { System.out.println("never"); }
            });
            Thread.%1$s().name("B").start(() -> {
              synchronized (monitor) {
                meet();
                lock.lock();
              }
            });
            """
                .formatted(kind));
    List<Event.Wait> cycle = awaitDeadlock(run).cycle();
    assertThat(cycle).extracting(Event.Wait::waitsFor).containsExactly("monitor", "lock");
    assertThat(cycle).extracting(Event.Wait::line).containsExactly(8, 13);
    assertThat(cycle).extracting(Event.Wait::heldSince).containsExactly(6, 11);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ofPlatform", "ofVirtual"})
  void threeInARingAreToldOnce(String kind) throws IOException {
    long run =
        jvm.start(
            "cell",
            """
            Object[] forks = { new Object(), new Object(), new Object() };
            var all = new CyclicBarrier(3);
            void dine(int i) {
              synchronized (forks[i]) {
                try { all.await(); } catch (Exception e) { }
                synchronized (forks[(i + 1) %% 3]) { System.out.println("eats"); }
              }
            }
            Thread.%1$s().name("P0").start(() -> dine(0));
            Thread.%1$s().name("P1").start(() -> dine(1));
            Thread.%1$s().name("P2").start(() -> dine(2));
            """
                .formatted(kind));
    List<Event.Wait> cycle = awaitDeadlock(run).cycle();
    assertThat(cycle).extracting(Event.Wait::thread).containsExactly("P0", "P1", "P2");
    assertThat(cycle)
        .extracting(Event.Wait::waitsFor)
        .containsExactly("forks[1]", "forks[2]", "forks[0]");
    assertThat(cycle).extracting(Event.Wait::line).containsOnly(6);
    // A second circle of the same run is told as well, and this one not again.
    long second =
        jvm.start(
            "second",
            """
            var x = new Object();
            var y = new Object();
            var two = new CyclicBarrier(2);
            Thread.ofPlatform().start(() -> {
              synchronized (x) { try { two.await(); } catch (Exception e) { } synchronized (y) { } }
            });
            Thread.ofPlatform().start(() -> {
              synchronized (y) { try { two.await(); } catch (Exception e) { } synchronized (x) { } }
            });
            """);
    awaitDeadlock(second);
    assertThat(AgentJvm.of(Event.Deadlock.class, jvm.events(run))).hasSize(1);
  }

  @Test
  void aProgramThatIsSlowAtItsLocksIsNotCalledDeadlocked() throws IOException {
    List<Event> events =
        jvm.run(
            """
            var x = new Object();
            var y = new ReentrantLock();
            void slow() {
              synchronized (x) {
                y.lock();
                try { Thread.sleep(350); } catch (InterruptedException e) { } finally { y.unlock(); }
              }
            }
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 4; i++) threads.add(i % 2 == 0 ? Thread.startVirtualThread(() -> slow()) : Thread.ofPlatform().start(() -> slow()));
            for (var t : threads) t.join();
            """);
    assertThat(AgentJvm.of(Event.Deadlock.class, events)).isEmpty();
  }

  @Test
  void threadsThatGiveUpByThemselvesAreNotDeadlocked() throws IOException {
    List<Event> events =
        jvm.run(
            """
            var x = new ReentrantLock();
            var y = new ReentrantLock();
            var both = new CyclicBarrier(2);
            void cross(ReentrantLock first, ReentrantLock second) {
              first.lock();
              try {
                both.await();
                System.out.println(second.tryLock(900, TimeUnit.MILLISECONDS));
              } catch (Exception e) {
              } finally {
                first.unlock();
              }
            }
            var a = Thread.ofPlatform().start(() -> cross(x, y));
            var b = Thread.ofVirtual().start(() -> cross(y, x));
            a.join();
            b.join();
            """);
    assertThat(AgentJvm.of(Event.Deadlock.class, events)).isEmpty();
    assertThat(AgentJvm.printed(events)).contains("false\n");
  }

  @Test
  void aThreadThatCanStillBeInterruptedOutOfItIsLeftTime() throws IOException {
    List<Event> events =
        jvm.run(
            """
            var x = new ReentrantLock();
            var y = new ReentrantLock();
            var both = new CyclicBarrier(2);
            void cross(ReentrantLock first, ReentrantLock second) {
              try {
                first.lockInterruptibly();
                both.await();
                second.lockInterruptibly();
                System.out.println("got both");
                second.unlock();
              } catch (Exception e) {
                System.out.println("gave up");
              }
              first.unlock();
            }
            var a = Thread.ofPlatform().start(() -> cross(x, y));
            var b = Thread.ofVirtual().start(() -> cross(y, x));
            Thread.sleep(1200);
            a.interrupt();
            a.join();
            b.join();
            """);
    assertThat(AgentJvm.of(Event.Deadlock.class, events)).isEmpty();
    assertThat(AgentJvm.printed(events)).isEqualTo("gave up\ngot both\n");
  }

  @Test
  void aDeadlockWithAThreadOfAnEarlierCellIsFound() throws IOException {
    long first =
        jvm.start(
            "first",
            """
            var x = new Object();
            var y = new Object();
            var met = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            Thread.ofPlatform().name("early").start(() -> {
              synchronized (x) {
                met.countDown();
                try { go.await(); } catch (InterruptedException e) { }
                synchronized (y) { System.out.println("never"); }
              }
            });
            met.await();
            """);
    jvm.awaitEnd(first);
    long run =
        jvm.start("second", "synchronized (y) {\n  go.countDown();\n  synchronized (x) { }\n}");
    List<Event.Wait> cycle = awaitDeadlock(run).cycle();
    assertThat(cycle).extracting(Event.Wait::thread).containsExactly("early", "main");
    assertThat(cycle)
        .extracting(Event.Wait::cell)
        .containsExactly(Optional.of("first"), Optional.of("second"));
    jvm.send(new SessionCommand.Interrupt(run));
  }

  private Event.Deadlock awaitDeadlock(long run) {
    return (Event.Deadlock) jvm.awaitEvent(run, e -> e instanceof Event.Deadlock);
  }
}
