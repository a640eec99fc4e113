package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.Outcome;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stop is to work within a second; on a busy machine that builds, two are let pass. */
@ExtendWith(SharedSessions.class)
class StopTest {
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final Reader reader;

  StopTest(Sessions sessions) {
    reader = new Reader(sessions);
  }

  @Test
  void anEndlessLoopIsStopped() {
    Heard heard = reader.start("System.out.println(\"go\");\nwhile (true);").awaitPrinted("go\n");
    stopInTime("an endless loop", heard);
    assertThat(heard.untilOver().restarted()).isTrue();
    assertThat(heard.finished().cpuNanos()).isNotNegative();
    assertThat(reader.run("1 + 1").values()).containsExactly("2");
  }

  @Test
  void aBlockedThreadIsStoppedAndTheSessionKeepsWhatItHolds() {
    reader.run("int kept = 7;");
    Heard heard =
        reader
            .start("System.out.println(\"go\");\nnew CountDownLatch(1).await();\nkept = 8;")
            .awaitPrinted("go\n");
    stopInTime("a blocked thread", heard);
    assertThat(heard.untilOver().restarted()).isFalse();
    assertThat(heard.of(Event.Threw.class)).isEmpty();
    assertThat(reader.run("kept").values()).containsExactly("7");
  }

  @Test
  void threadsThatDeadlockAreStopped() {
    Heard heard =
        reader.start(
            """
            var a = new Object();
            var b = new Object();
            var both = new CyclicBarrier(2);
            void lock(Object first, Object second) {
              synchronized (first) {
                try { both.await(); } catch (Exception e) { throw new RuntimeException(e); }
                System.out.println("holds one");
                synchronized (second) { System.out.println("holds both"); }
              }
            }
            var t = Thread.ofPlatform().start(() -> lock(a, b));
            lock(b, a);
            """);
    heard.awaitPrinted("holds one\nholds one\n");
    stopInTime("a deadlock", heard);
    assertThat(heard.untilOver().restarted()).isTrue();
    assertThat(reader.run("1 + 1").values()).containsExactly("2");
  }

  @Test
  void aThreadThatIgnoresInterruptsIsStopped() {
    Heard heard =
        reader.start(
            """
            System.out.println("go");
            while (true) {
              try { Thread.sleep(1_000); } catch (InterruptedException e) { }
            }
            """);
    stopInTime("a thread that ignores interrupts", heard.awaitPrinted("go\n"));
    assertThat(heard.untilOver().restarted()).isTrue();
  }

  @Test
  void forkedChildrenAreStoppedAndNoneIsLeft() throws InterruptedException {
    String mark = "mark" + UUID.randomUUID();
    Heard heard =
        reader.start(
            """
            for (int i = 0; i < 4; i++) {
              new ProcessBuilder("/bin/sh", "-c", ": %1$s; trap '' TERM INT HUP; read line").start();
            }
            Thread.sleep(600_000);
            """
                .formatted(mark));
    BoxedProcesses.await(mark, 4);
    stopInTime("forked children", heard);
    heard.untilOver();
    BoxedProcesses.await(mark, 0);
    assertThat(reader.run("1 + 1").values()).containsExactly("2");
  }

  @Test
  void childrenThatDetachedThemselvesAreStoppedToo() throws InterruptedException {
    String mark = "mark" + UUID.randomUUID();
    Heard heard =
        reader.start(
            """
            var parent = new ProcessBuilder(
                "/bin/sh", "-c", ": %s; (trap '' TERM INT HUP; while :; do :; done) & exit").start();
            parent.waitFor();
            """
                .formatted(mark));
    heard.awaitFinished();
    BoxedProcesses.await(mark, 1);
    heard.await(e -> e instanceof Event.StillRunning l && l.processes().size() == 1);
    assertThat(reader.stop()).isTrue();
    heard.untilOver();
    BoxedProcesses.await(mark, 0);
  }

  @Test
  void whatLivesOnOfAFinishedCellIsStopped() {
    reader.run("int kept = 3;");
    Heard heard =
        reader.start(
            "Thread.ofPlatform().name(\"w\").start(() -> {\n"
                + "  try { Thread.sleep(600_000); } catch (InterruptedException e) { }\n"
                + "});");
    assertThat(heard.awaitFinished().outcome()).isEqualTo(Outcome.COMPLETED);
    heard.await(e -> e instanceof Event.StillRunning l && !l.threads().isEmpty());
    assertThat(reader.stop()).isTrue();
    assertThat(heard.untilOver().restarted()).isFalse();
    assertThat(reader.run("kept").values()).containsExactly("3");
  }

  @Test
  void anEndlessLoopInAThreadThatLivesOnIsStopped() {
    Heard heard = reader.start("Thread.ofVirtual().start(() -> { while (true); });");
    heard.awaitFinished();
    heard.await(e -> e instanceof Event.StillRunning l && !l.threads().isEmpty());
    assertThat(reader.stop()).isTrue();
    assertThat(heard.untilOver().restarted()).isTrue();
  }

  @Test
  void aCellThatHidesAThreadInAnotherGroupIsStoppedWithIt() {
    Heard heard =
        reader.start(
            """
            ThreadGroup top = Thread.currentThread().getThreadGroup();
            while (top.getParent() != null) top = top.getParent();
            top.setMaxPriority(1);
            top.interrupt();
            var hidden = new Thread(top, () -> {
              System.out.println("hidden");
              while (true);
            }, "hidden");
            hidden.start();
            """);
    assertThat(heard.awaitPrinted("hidden\n").awaitFinished().outcome())
        .isIn(Outcome.COMPLETED, Outcome.THREW);
    heard.await(e -> e instanceof Event.StillRunning l && !l.threads().isEmpty());
    assertThat(reader.stop()).isTrue();
    heard.untilOver();
    assertThat(reader.run("1 + 1").values()).containsExactly("2");
  }

  @Test
  void stoppingOneCellLeavesAnotherOfTheSessionAlone() {
    String sleeper =
        "Thread.of%s().start(() -> {\n"
            + "  try { Thread.sleep(600_000); } catch (InterruptedException e) {"
            + " System.out.println(\"woken\"); }\n"
            + "});";
    Heard first = reader.start(Reader.cell("first", sleeper.formatted("Platform")));
    first.await(e -> e instanceof Event.StillRunning);
    Heard second = reader.start(Reader.cell("second", sleeper.formatted("Virtual")));
    second.await(e -> e instanceof Event.StillRunning);
    assertThat(reader.stop("first")).isTrue();
    assertThat(first.untilOver().printed()).isEqualTo("woken\n");
    assertThat(reader.run("1 + 1").values()).containsExactly("2");
    assertThat(second.printed()).isEmpty();
    assertThat(reader.stop("second")).isTrue();
    assertThat(second.untilOver().printed()).isEqualTo("woken\n");
  }

  @Test
  void aCellThatWaitsForItsTurnIsStoppedBeforeItBegins() {
    Heard first = reader.start(Reader.cell("first", "new CountDownLatch(1).await();"));
    Heard second = reader.start(Reader.cell("second", "System.out.println(\"ran\");"));
    second.await(e -> e instanceof Event.Queued);
    assertThat(reader.stop("second")).isTrue();
    assertThat(second.outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(second.finished().message()).contains("Stopped before it began.");
    assertThat(second.printed()).isEmpty();
    assertThat(reader.stop("first")).isTrue();
    assertThat(first.outcome()).isEqualTo(Outcome.STOPPED);
  }

  @Test
  void aProgramIsStopped() {
    Heard heard =
        reader
            .start(Reader.program("void main() {\n  IO.println(\"go\");\n  while (true);\n}"))
            .awaitPrinted("go\n");
    stopInTime("a program", heard);
    assertThat(heard.untilOver().restarted()).isFalse();
  }

  @Test
  void aStopOfNothingSaysSo() {
    assertThat(reader.stop("nothing")).isFalse();
    reader.run("1 + 1");
    assertThat(reader.stop()).isFalse();
  }

  private void stopInTime(String what, Heard heard) {
    long asked = System.nanoTime();
    assertThat(reader.stop()).isTrue();
    Event.Finished finished = heard.awaitFinished();
    Duration took = Duration.ofNanos(System.nanoTime() - asked);
    System.out.println("stopping " + what + " took " + took.toMillis() + " ms");
    assertThat(finished.outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(took).isLessThan(LONGEST);
  }
}
