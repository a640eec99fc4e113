package interleave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.SessionCommand;
import interleave.protocol.Timeline.State;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentStuckTest {
  @AutoClose private final AgentJvm jvm = new AgentJvm();

  AgentStuckTest() throws IOException {}

  @ParameterizedTest
  @ValueSource(strings = {"ofPlatform", "ofVirtual"})
  void aNotifyThatCameBeforeTheWait(String kind) throws IOException {
    Event.Stuck stuck =
        stuck(
            """
            var lock = new Object();
            Thread.%s().start(() -> { synchronized (lock) { lock.notify(); } }).join();
            synchronized (lock) {
              lock.wait();
            }
            """
                .formatted(kind));
    assertThat(stuck.reading())
        .contains(
            "main waits in Object.wait on lock at line 4, and no other thread lives: nobody will"
                + " notify it. A notify that comes before the wait is lost.");
    assertThat(stuck.threads()).hasSize(1);
    Event.Doing main = stuck.threads().getFirst();
    assertThat(main.state()).isEqualTo(State.WAITING);
    assertThat(main.on()).contains("lock");
    assertThat(main.cell()).contains("cell");
    assertThat(main.line()).isEqualTo(4);
    assertThat(main.method()).isEqualTo("(top level)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ofPlatform", "ofVirtual"})
  void aLatchThatIsNeverCountedDown(String kind) throws IOException {
    Event.Stuck stuck =
        stuck(
            """
            var done = new CountDownLatch(3);
            for (int i = 0; i < 2; i++) Thread.%s().start(done::countDown);
            done.await();
            """
                .formatted(kind));
    assertThat(stuck.reading())
        .contains(
            "main waits at line 3 at a CountDownLatch whose count is still 1, and no other thread"
                + " lives: nobody will count it down.");
  }

  @Test
  void aSpinOnAFieldThatIsNotVolatile() throws IOException {
    long run =
        jvm.startProgram(
            "cell",
            """
            boolean stop;
            void main() throws Exception {
              var spinner = Thread.ofPlatform().name("spinner").start(() -> {
                long n = 0;
                while (!stop) {
                  n++;
                }
              });
              spinner.join();
            }
            """);
    Event.Stuck stuck = tell(run, "same loop");
    assertThat(stuck.reading().orElseThrow())
        .startsWith("spinner has been in the same loop at line ")
        .contains("reading the field stop. If another thread was to change it, the field must be");
    assertThat(stuck.threads())
        .filteredOn(d -> d.thread().equals("spinner"))
        .singleElement()
        .satisfies(d -> assertThat(d.state()).isEqualTo(State.RUNNING))
        .satisfies(d -> assertThat(d.line()).isBetween(5, 6))
        .satisfies(
            d -> assertThat(d.sinceNanos()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(700)));
    assertThat(jvm.events(run)).noneMatch(AgentJvm::isQuiet);
  }

  @Test
  void aPoolWhoseThreadsAllWaitForItsQueue() throws IOException {
    long run =
        jvm.start(
            "cell",
            """
            var pool = Executors.newFixedThreadPool(2);
            var both = new CyclicBarrier(2);
            int outer() throws Exception {
              both.await();
              return pool.submit(() -> 1).get();
            }
            var one = pool.submit(() -> outer());
            var two = pool.submit(() -> outer());
            one.get();
            """);
    Event.Stuck stuck = tell(run, "All 2 threads of a pool");
    assertThat(stuck.reading().orElseThrow())
        .startsWith("All 2 threads of a pool (pool-1-thread-")
        .contains(" at line 5, and so on) wait for tasks that are still in that pool's queue");
    assertThat(stuck.threads()).hasSize(3);
  }

  @Test
  void waitingForAChildBeforeItsOutputIsRead() throws IOException {
    Event.Stuck stuck =
        stuck(
            """
            var child = new ProcessBuilder("/bin/sh", "-c", "head -c 200000 /dev/zero").start();
            child.waitFor();
            """);
    assertThat(stuck.reading().orElseThrow())
        .startsWith("main waits at line 2 for process ")
        .endsWith(
            "to end, and the process waits for its output to be read: the pipe between them is full"
                + " with 65,536 bytes. Read its output first, then wait.");
  }

  @Test
  void waitingForInput() throws IOException {
    Event.Stuck stuck = stuck("\nint c = System.in.read();");
    assertThat(stuck.reading())
        .contains("main waits for input at line 2, and none has been typed.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ofPlatform", "ofVirtual"})
  void readersAndWritersThatWaitForEachOther(String kind) throws IOException {
    Event.Stuck stuck =
        stuck(
            """
            var x = new Semaphore(1);
            var y = new Semaphore(1);
            var both = new CyclicBarrier(2);
            void cross(Semaphore first, Semaphore second) {
              try {
                first.acquire();
                both.await();
                second.acquire();
              } catch (Exception e) { }
            }
            var a = Thread.%1$s().name("A").start(() -> cross(x, y));
            var b = Thread.%1$s().name("B").start(() -> cross(y, x));
            both.getNumberWaiting();
            a.join();
            """
                .formatted(kind));
    assertThat(stuck.reading().orElseThrow())
        .contains(
            " waits in Semaphore.acquire at line 8, and every other thread waits too: likely");
    assertThat(stuck.threads()).extracting(Event.Doing::on).isNotEmpty();
  }

  @Test
  void joiningAThreadThatSleeps() throws IOException {
    Event.Stuck stuck =
        stuck(
            """
            void nap() { try { Thread.sleep(600_000); } catch (InterruptedException e) { } }
            var sleeper = Thread.ofPlatform().name("sleeper").start(() -> nap());
            sleeper.join();
            """);
    assertThat(stuck.reading())
        .contains("main waits at line 3 for thread sleeper to end, which sleeps at line 1.");
    assertThat(stuck.threads())
        .extracting(Event.Doing::state)
        .containsExactlyInAnyOrder(State.WAITING, State.SLEEPING);
  }

  @Test
  void aThousandThreadsAlikeAreToldAfterTheOneThatIsNot() throws IOException {
    Event.Stuck stuck =
        stuck(
            """
            var gate = new CountDownLatch(1);
            void pass() { try { gate.await(); } catch (InterruptedException e) { } }
            for (int i = 0; i < 500; i++) Thread.ofVirtual().name("v").start(() -> pass());
            Thread.ofVirtual().name("odd").start(() -> { try { new Semaphore(0).acquire(); } catch (InterruptedException e) { } });
            gate.await();
            """);
    assertThat(stuck.threads()).hasSize(64);
    assertThat(stuck.threads().subList(0, 3)).extracting(Event.Doing::thread).contains("odd");
    assertThat(stuck.reading().orElseThrow()).contains("CountDownLatch whose count is still 1");
  }

  private Event.Stuck stuck(String text) throws IOException {
    return tell(jvm.start("cell", text), " ");
  }

  /** Asks, as a server does at the time limit, until a reading with such words comes. */
  private Event.Stuck tell(long run, String words) throws IOException {
    Event.Stuck last = null;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(25);
    int asked = 0;
    while (System.nanoTime() < end) {
      jvm.send(new SessionCommand.Tell(run));
      int count = ++asked;
      jvm.awaitEvent(run, e -> AgentJvm.of(Event.Stuck.class, jvm.events(run)).size() >= count);
      last = AgentJvm.of(Event.Stuck.class, jvm.events(run)).getLast();
      if (last.reading().filter(r -> r.contains(words) && settled(r)).isPresent()) {
        return last;
      }
    }
    throw new AssertionError("no such reading; the last was " + last);
  }

  /** A run that has only begun may be seen half way to where it gets stuck. */
  private static boolean settled(String reading) {
    return !reading.contains("is still running");
  }
}
