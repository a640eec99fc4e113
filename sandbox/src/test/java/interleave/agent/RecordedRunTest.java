package interleave.agent;

import static interleave.agent.RecordedJvm.arrows;
import static interleave.agent.RecordedJvm.lane;
import static interleave.agent.RecordedJvm.longest;
import static interleave.agent.RecordedJvm.spans;
import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.SessionCommand;
import interleave.protocol.Timeline;
import interleave.protocol.Timeline.Deed;
import interleave.protocol.Timeline.Holding;
import interleave.protocol.Timeline.Kind;
import interleave.protocol.Timeline.Lane;
import interleave.protocol.Timeline.LockLane;
import interleave.protocol.Timeline.Span;
import interleave.protocol.Timeline.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Programs whose timelines are known; order and overlap are asserted, for machines differ. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedRunTest {
  @AutoClose private final RecordedJvm jvm = new RecordedJvm();

  RecordedRunTest() throws IOException {}

  @Test
  void aStaircaseOfStartAndJoinIsDrawnAsOne() throws IOException {
    Timeline timeline =
        jvm.timeline(
            """
            for (int i = 0; i < 3; i++) {
              Thread t = new Thread(() -> { try { Thread.sleep(30); } catch (InterruptedException e) { } }, "step-" + i);
              t.start();
              t.join();
            }
            """);
    assertThat(timeline.lanes())
        .extracting(Lane::thread)
        .containsExactly("main", "step-0", "step-1", "step-2");
    List<Span> joins = spans(timeline, "main", State.WAITING);
    assertThat(joins).extracting(Span::line).containsOnly(4);
    assertThat(joins).extracting(Span::cell).containsOnly(Optional.of("cell"));
    assertThat(joins)
        .extracting(s -> s.on().orElse(""))
        .containsExactly("step-0", "step-1", "step-2");
    for (int i = 0; i < 3; i++) {
      String step = "step-" + i;
      Lane lane = lane(timeline, step);
      assertThat(lane.ended()).isTrue();
      assertThat(longest(timeline, step, State.SLEEPING))
          .satisfies(
              s -> {
                assertThat(s.line()).isEqualTo(2);
                assertThat(s.toNanos() - s.fromNanos()).isGreaterThan(25_000_000);
                assertThat(joins).anyMatch(j -> overlaps(j, s));
              });
      assertThat(arrows(timeline, Deed.START, "main", step)).hasSize(1);
      assertThat(arrows(timeline, Deed.JOIN, step, "main")).hasSize(1);
      if (i > 0) {
        assertThat(lane.fromNanos()).isGreaterThan(lane(timeline, "step-" + (i - 1)).toNanos());
      }
    }
    assertThat(timeline.cores()).isNotEmpty();
    assertThat(timeline.cores().getFirst().fromNanos()).isZero();
    assertThat(timeline.cores().getLast().toNanos()).isEqualTo(timeline.nanos());
  }

  @Test
  void twoThreadsThatAlternateByASynchronousQueueParkInTurn() throws IOException {
    Timeline timeline =
        jvm.timeline(
            """
            var queue = new SynchronousQueue<Integer>();
            var giver = new Thread(() -> { try { for (int i = 0; i < 4; i++) { Thread.sleep(20); queue.put(i); } } catch (InterruptedException e) { } }, "giver");
            var taker = new Thread(() -> { try { for (int i = 0; i < 4; i++) queue.take(); } catch (InterruptedException e) { } }, "taker");
            giver.start(); taker.start();
            giver.join(); taker.join();
            """);
    List<Span> parks = spans(timeline, "taker", State.PARKED);
    List<Span> sleeps = spans(timeline, "giver", State.SLEEPING);
    assertThat(parks).hasSizeGreaterThanOrEqualTo(4);
    assertThat(parks).allMatch(p -> p.line() == 3);
    assertThat(parks).allMatch(p -> p.on().orElse("").startsWith("SynchronousQueue@"));
    assertThat(sleeps).hasSize(4).allMatch(s -> parks.stream().anyMatch(p -> overlaps(p, s)));
    assertThat(arrows(timeline, Deed.UNPARK, "giver", "taker")).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void locksTakenInOppositeOrderAreDrawnBlockedUntilTheRunIsStopped() throws IOException {
    long run =
        jvm.start(
            """
            Object a = new Object(), b = new Object();
            var met = new CountDownLatch(2);
            void both(Object first, Object second) {
              synchronized (first) {
                met.countDown();
                try { met.await(); } catch (InterruptedException e) { }
                synchronized (second) { }
              }
            }
            var t1 = Thread.ofPlatform().name("A").daemon().start(() -> both(a, b));
            var t2 = Thread.ofPlatform().name("B").daemon().start(() -> both(b, a));
            var main = Thread.currentThread();
            Thread.ofPlatform().name("onlooker").daemon().start(() -> {
              while (t1.getState() != Thread.State.BLOCKED || t2.getState() != Thread.State.BLOCKED
                  || main.getState() != Thread.State.WAITING) Thread.onSpinWait();
              System.out.println("stuck");
            });
            t1.join();
            """);
    jvm.jvm().awaitEvent(run, e -> AgentJvm.printed(List.of(e)).contains("stuck"));
    jvm.jvm().send(new SessionCommand.Interrupt(run));
    Timeline timeline = jvm.drawn(run);
    Span first = spans(timeline, "A", State.BLOCKED).getLast();
    Span second = spans(timeline, "B", State.BLOCKED).getLast();
    assertThat(first.heldBy()).contains("B");
    assertThat(second.heldBy()).contains("A");
    assertThat(first.on()).isNotEqualTo(second.on());
    assertThat(first.line()).isEqualTo(7);
    assertThat(first.toNanos()).isEqualTo(timeline.nanos());
    assertThat(second.toNanos()).isEqualTo(timeline.nanos());
    assertThat(overlaps(first, second)).isTrue();
    assertThat(longest(timeline, "main", State.WAITING).on()).contains("A");
    assertThat(timeline.locks()).hasSize(2);
    assertThat(timeline.locks())
        .allSatisfy(l -> assertThat(l.holdings()).isNotEmpty().allMatch(h -> h.line() == 4));
    assertThat(timeline.notes()).anyMatch(n -> n.contains("still alive"));
  }

  @Test
  void fourWaitersOnOneMonitorWaitUntilTheyAreNotified() throws IOException {
    Timeline timeline = jvm.timeline(waiters("Thread.ofPlatform()"));
    long notifier = lane(timeline, "main").threadId();
    for (int i = 0; i < 4; i++) {
      Span wait = longest(timeline, "waiter-" + i, State.WAITING);
      assertThat(wait.line()).isEqualTo(4);
      assertThat(wait.on().orElse("")).startsWith("Object@");
      assertThat(wait.toNanos() - wait.fromNanos()).isGreaterThan(20_000_000);
      assertThat(arrows(timeline, Deed.NOTIFY, "main", "waiter-" + i)).isNotEmpty();
    }
    LockLane lock = timeline.locks().getFirst();
    assertThat(lock.holdings()).anyMatch(h -> h.threadId() == notifier && h.line() == 10);
    assertDisjoint(lock.holdings());
  }

  @Test
  void virtualThreadsThatWaitOnAMonitorAreSeenByWovenCalls() throws IOException {
    Timeline timeline = jvm.timeline(waiters("Thread.ofVirtual()"));
    for (int i = 0; i < 4; i++) {
      assertThat(lane(timeline, "waiter-" + i).kind()).isEqualTo(Kind.VIRTUAL);
      assertThat(longest(timeline, "waiter-" + i, State.WAITING).toNanos())
          .isGreaterThan(20_000_000);
      assertThat(arrows(timeline, Deed.START, "main", "waiter-" + i)).hasSize(1);
    }
    assertThat(timeline.notes()).anyMatch(n -> n.startsWith("Waits of virtual threads"));
  }

  private static String waiters(String builder) {
    return """
    var monitor = new Object();
    boolean[] go = new boolean[1];
    var waiting = new AtomicInteger();
    void wait_() { synchronized (monitor) { waiting.incrementAndGet(); while (!go[0]) try { monitor.wait(); } catch (InterruptedException e) { } } }
    var ts = new ArrayList<Thread>();
    for (int i = 0; i < 4; i++) ts.add(%s.name("waiter-" + i).start(() -> wait_()));
    void release() throws Exception {
      while (waiting.get() < 4) Thread.sleep(1);
      Thread.sleep(40);
      synchronized (monitor) { go[0] = true; Thread.sleep(5); monitor.notifyAll(); }
    }
    release();
    for (Thread t : ts) t.join();
    """
        .formatted(builder);
  }

  @Test
  void whoSleepsHoldingALockBlocksOthersAndWhoWaitsDoesNot() throws IOException {
    Timeline timeline =
        jvm.timeline(
            """
            class Box {
              final CountDownLatch in = new CountDownLatch(1);
              synchronized void nap() throws Exception { in.countDown(); Thread.sleep(150); }
              synchronized void pause() throws Exception { in.countDown(); wait(150); }
              synchronized void enter() { }
            }
            void two(String name, Callable<Box> first) throws Exception {
              var box = first.call();
              var t = Thread.ofPlatform().name(name + "-holder").start(() -> { try { if (name.equals("nap")) box.nap(); else box.pause(); } catch (Exception e) { } });
              box.in.await();
              var other = Thread.ofPlatform().name(name + "-other").start(() -> box.enter());
              t.join(); other.join();
            }
            two("nap", Box::new);
            two("pause", Box::new);
            """);
    Span blocked = longest(timeline, "nap-other", State.BLOCKED);
    Span slept = longest(timeline, "nap-holder", State.SLEEPING);
    assertThat(blocked.heldBy()).contains("nap-holder");
    assertThat(blocked.on().orElse("")).startsWith("Box@");
    assertThat(overlaps(blocked, slept)).isTrue();
    assertThat(blocked.toNanos()).isGreaterThanOrEqualTo(slept.toNanos() - 2_000_000);
    Span waited = longest(timeline, "pause-holder", State.WAITING);
    assertThat(spans(timeline, "pause-other", State.BLOCKED))
        .allMatch(s -> s.toNanos() - s.fromNanos() < 20_000_000);
    assertThat(lane(timeline, "pause-other").toNanos()).isLessThan(waited.toNanos());
    LockLane lock =
        timeline.locks().stream()
            .filter(l -> l.holdings().stream().anyMatch(h -> h.thread().equals("nap-holder")))
            .findFirst()
            .orElseThrow();
    assertDisjoint(lock.holdings());
    assertThat(lock.holdings()).hasSize(2);
  }

  @Test
  void aThousandVirtualThreadsHaveALaneEach() throws IOException {
    Timeline timeline =
        jvm.timeline(
            """
            var lock = new java.util.concurrent.locks.ReentrantLock();
            int[] n = new int[1];
            var ts = new ArrayList<Thread>();
            for (int i = 0; i < 1_000; i++) ts.add(Thread.ofVirtual().name("v-" + i).start(() -> {
              try { Thread.sleep(20); } catch (InterruptedException e) { }
              lock.lock(); try { n[0]++; } finally { lock.unlock(); }
            }));
            for (Thread t : ts) t.join();
            """);
    assertThat(timeline.lanes().stream().filter(l -> l.kind() == Kind.VIRTUAL)).hasSize(1_000);
    assertThat(timeline.lanes()).allMatch(l -> l.toNanos() >= l.fromNanos());
    assertThat(longest(timeline, "v-0", State.SLEEPING).line()).isEqualTo(5);
    assertThat(timeline.locks())
        .singleElement()
        .satisfies(
            l -> {
              assertThat(l.lock()).startsWith("ReentrantLock@");
              assertThat(l.holdings().stream().map(Holding::threadId).distinct()).hasSize(1_000);
              assertDisjoint(l.holdings());
            });
  }

  @Test
  void aVirtualThreadThatWaitsInAClassInitializerIsPinned() throws IOException {
    Timeline timeline =
        jvm.timeline(
            """
            class Slow { static int x; static { try { Thread.sleep(50); } catch (InterruptedException e) { } x = 1; } }
            Thread.ofVirtual().name("pinned").start(() -> System.out.println(Slow.x)).join();
            """);
    Span pinned = longest(timeline, "pinned", State.PINNED);
    assertThat(pinned.toNanos() - pinned.fromNanos()).isGreaterThan(40_000_000);
    assertThat(pinned.line()).isEqualTo(1);
  }

  @Test
  void aChildProcessIsWaitedFor() throws IOException {
    Timeline timeline =
        jvm.timeline(
            """
            var child = new ProcessBuilder("/bin/sh", "-c", "read go; sleep 0.2; echo hi").start();
            child.getOutputStream().write('\\n'); child.getOutputStream().flush();
            child.getInputStream().read();
            int exit = child.waitFor();
            """);
    Span read = longest(timeline, "main", State.IO);
    assertThat(read.line()).isEqualTo(3);
    assertThat(read.toNanos() - read.fromNanos()).isGreaterThan(50_000_000);
    assertThat(timeline.lanes()).extracting(Lane::thread).containsExactly("main");
  }

  @Test
  void aReadFromASocketIsInputOutput() throws IOException {
    Timeline timeline =
        jvm.timeline(
            """
            void talk() throws Exception {
              try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                var t = Thread.ofPlatform().name("server").start(() -> {
                  try (var s = server.accept()) { Thread.sleep(60); s.getOutputStream().write(7); } catch (Exception e) { }
                });
                try (var s = new Socket(server.getInetAddress(), server.getLocalPort())) { s.getInputStream().read(); }
                t.join();
              }
            }
            talk();
            """);
    Span read = longest(timeline, "main", State.IO);
    assertThat(read.on().orElse("")).startsWith("socket ");
    assertThat(read.line()).isEqualTo(6);
    assertThat(overlaps(read, longest(timeline, "server", State.SLEEPING))).isTrue();
  }

  @Test
  void classesOfEarlierCellsAreWatchedInTheRunAndPlainAfterIt() throws IOException {
    long before =
        jvm.start(
            """
            class Earlier {
              final CountDownLatch in = new CountDownLatch(1);
              synchronized String where() { return new Throwable().getStackTrace().length + ""; }
              synchronized void hold() throws Exception { in.countDown(); Thread.sleep(150); }
            }
            var earlier = new Earlier();
            earlier.where();
            """,
            false);
    jvm.jvm().awaitEnd(before);
    Timeline timeline =
        jvm.timeline(
            """
            var holder = Thread.ofVirtual().name("holder").start(() -> { try { earlier.hold(); } catch (Exception e) { } });
            earlier.in.await();
            var second = Thread.ofVirtual().name("second").start(() -> earlier.where());
            second.join(); holder.join();
            """);
    assertThat(longest(timeline, "second", State.BLOCKED).heldBy()).contains("holder");
    long after = jvm.start("earlier.hold(); earlier.where()", false);
    jvm.jvm().awaitEnd(after);
    assertThat(AgentJvm.of(interleave.protocol.Event.Value.class, jvm.jvm().events(after)))
        .hasSize(1);
  }

  @Test
  void parksOfAnotherThreadsUnparkAreJoinedByAnArrow() throws IOException {
    Timeline timeline =
        jvm.timeline(
            """
            var parked = Thread.ofPlatform().name("parked").start(() -> LockSupport.park());
            Thread.sleep(40);
            LockSupport.unpark(parked);
            parked.join();
            """
                .replace("LockSupport", "java.util.concurrent.locks.LockSupport"));
    assertThat(longest(timeline, "parked", State.PARKED).line()).isEqualTo(1);
    assertThat(arrows(timeline, Deed.UNPARK, "main", "parked")).hasSize(1);
  }

  private static boolean overlaps(Span a, Span b) {
    return a.fromNanos() < b.toNanos() && b.fromNanos() < a.toNanos();
  }

  private static void assertDisjoint(List<Holding> holdings) {
    List<Holding> sorted = new ArrayList<>(holdings);
    sorted.sort(Comparator.comparingLong(Holding::fromNanos));
    for (int i = 1; i < sorted.size(); i++) {
      assertThat(sorted.get(i).fromNanos())
          .as("%s after %s", sorted.get(i), sorted.get(i - 1))
          .isGreaterThanOrEqualTo(sorted.get(i - 1).toNanos());
    }
  }
}
