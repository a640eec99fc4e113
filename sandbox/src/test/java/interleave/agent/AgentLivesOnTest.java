package interleave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.SessionCommand;
import interleave.protocol.SessionReply;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentLivesOnTest {
  private AgentJvm jvm;

  @BeforeEach
  void start() throws IOException {
    if (jvm == null || !jvm.isAlive()) {
      jvm = new AgentJvm();
    }
  }

  @AfterAll
  void end() {
    jvm.close();
  }

  @Test
  void threadsThatOutliveTheCellAreNamedUntilTheLastHasEnded() throws IOException {
    long run =
        jvm.start(
            "cell",
            """
            var end = new CountDownLatch(1);
            void linger() { try { end.await(); } catch (InterruptedException e) { } }
            Thread.ofPlatform().name("w-7").start(() -> linger());
            Thread.ofVirtual().name("v-7").start(() -> linger());
            Thread.ofPlatform().daemon().name("d-7").start(() -> linger());
            """);
    Event told = jvm.awaitEvent(run, names(List.of("d-7", "v-7", "w-7")));
    assertThat(((Event.StillRunning) told).threads())
        .allSatisfy(t -> assertThat(t.threadId()).isPositive());
    assertThat(jvm.events(run)).noneMatch(AgentJvm::isQuiet);
    jvm.run("end.countDown();");
    jvm.untilQuiet(run);
    assertThat(
            AgentJvm.of(Event.StillRunning.class, jvm.events(run)).stream()
                .filter(AgentJvm::isQuiet))
        .hasSize(1);
  }

  @Test
  void virtualThreadsOfAnExecutorAreSeenToo() throws IOException {
    long run =
        jvm.start(
            "cell",
            """
            var endVirtual = new CountDownLatch(1);
            var virtual = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("task-", 0).factory());
            for (int i = 0; i < 2; i++) virtual.submit(() -> { endVirtual.await(); return 0; });
            """);
    jvm.awaitEvent(run, names(List.of("task-0", "task-1")));
    jvm.run("endVirtual.countDown();");
    jvm.untilQuiet(run);
  }

  @Test
  void idleWorkersOfTheCommonPoolAreNobodysThreads() throws IOException {
    List<Event> events =
        jvm.run(
            "IntStream.range(0, 1000).parallel().sum();\n"
                + "CompletableFuture.runAsync(() -> {}).join();");
    assertThat(AgentJvm.of(Event.StillRunning.class, events))
        .hasSize(1)
        .allMatch(AgentJvm::isQuiet);
  }

  @Test
  void childProcessesAreToldByTheirNumberUntilTheyEnd() throws Exception {
    long run =
        jvm.start(
            "cell",
            """
            var child = new ProcessBuilder("/bin/sh", "-c", "read line").start();
            child.pid()
            """);
    var value = (Event.Value) jvm.awaitEvent(run, e -> e instanceof Event.Value);
    long pid = Long.parseLong(value.text());
    jvm.awaitEvent(run, e -> e instanceof Event.StillRunning l && pids(l).equals(List.of(pid)));
    jvm.run("child.getOutputStream().close();");
    jvm.untilQuiet(run);
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void aThreadInAnotherGroupIsSeenAsWell() throws IOException {
    long run =
        jvm.start(
            "cell",
            """
            var endOutside = new CountDownLatch(1);
            ThreadGroup top = Thread.currentThread().getThreadGroup();
            while (top.getParent() != null) top = top.getParent();
            new Thread(top, () -> {
              try { endOutside.await(); } catch (InterruptedException e) { }
              System.out.println("from outside");
            }, "outside").start();
            """);
    jvm.awaitEnd(run);
    jvm.awaitEvent(run, names(List.of("outside")).or(AgentJvm::isQuiet));
    assertThat(jvm.events(run)).noneMatch(AgentJvm::isQuiet);
    jvm.run("endOutside.countDown();");
    assertThat(AgentJvm.printed(jvm.untilQuiet(run))).isEqualTo("from outside\n");
  }

  @Test
  void anInterruptReachesTheCellsThreadsAndIsNoFailure() throws IOException {
    long run =
        jvm.start(
            "cell",
            """
            void sleep(String name) {
              try {
                System.out.println("asleep " + name);
                Thread.sleep(600_000);
              } catch (InterruptedException e) {
                System.out.println("woken " + name);
              }
            }
            Thread.ofPlatform().start(() -> sleep("platform"));
            Thread.ofVirtual().start(() -> sleep("virtual"));
            Thread.sleep(600_000);
            """);
    for (String name : List.of("platform", "virtual")) {
      jvm.awaitEvent(run, printed("asleep " + name + "\n"));
    }
    jvm.send(new SessionCommand.Interrupt(run));
    SessionReply.Ended ended = jvm.awaitEnd(run);
    List<Event> events = jvm.untilQuiet(run);
    assertThat(ended.threw()).isTrue();
    assertThat(AgentJvm.of(Event.Threw.class, events)).isEmpty();
    assertThat(AgentJvm.printed(events)).contains("woken platform\n", "woken virtual\n");
  }

  @Test
  void anInterruptEndsChildProcessesAndTheirChildren() throws Exception {
    long run =
        jvm.start(
            "cell",
            """
            var family = new ProcessBuilder("/bin/sh", "-c", "trap '' TERM; sleep 600 & sleep 600 & wait").start();
            family.pid()
            """);
    long pid =
        Long.parseLong(((Event.Value) jvm.awaitEvent(run, e -> e instanceof Event.Value)).text());
    var told =
        (Event.StillRunning)
            jvm.awaitEvent(
                run, e -> e instanceof Event.StillRunning l && l.processes().size() == 3);
    assertThat(pids(told)).contains(pid);
    jvm.send(new SessionCommand.Interrupt(run));
    jvm.untilQuiet(run);
    for (long one : pids(told)) {
      ProcessHandle.of(one).ifPresent(p -> p.onExit().orTimeout(20, TimeUnit.SECONDS).join());
    }
  }

  @Test
  void anInterruptOfOneRunLeavesTheThreadsOfAnotherAlone() throws IOException {
    String sleeper =
        """
        void sleepIn%1$s(String kind) {
          try {
            System.out.println("asleep " + kind);
            Thread.sleep(600_000);
          } catch (InterruptedException e) {
            System.out.println("woken " + kind);
          }
        }
        Thread.ofPlatform().start(() -> sleepIn%1$s("platform"));
        Thread.ofVirtual().start(() -> sleepIn%1$s("virtual"));
        """;
    long first = jvm.start("first", sleeper.formatted("First"));
    awaitSleepers(first);
    long second = jvm.start("second", sleeper.formatted("Second"));
    awaitSleepers(second);
    jvm.send(new SessionCommand.Interrupt(first));
    assertThat(AgentJvm.printed(jvm.untilQuiet(first))).contains("woken platform", "woken virtual");
    jvm.run("System.out.println(\"a round trip, so that what was done is told\");");
    assertThat(AgentJvm.printed(jvm.events(second))).doesNotContain("woken");
    jvm.send(new SessionCommand.Interrupt(second));
    assertThat(AgentJvm.printed(jvm.untilQuiet(second)))
        .contains("woken platform", "woken virtual");
  }

  @Test
  void manyThreadsWithLongNamesDoNotEndTheJvm() throws IOException {
    long run =
        jvm.start(
            "cell",
            """
            var endMany = new CountDownLatch(1);
            for (int i = 0; i < 70; i++) {
              Thread.ofVirtual().name("한".repeat(8_000)).start(() -> {
                try { endMany.await(); } catch (InterruptedException e) { }
              });
            }
            """);
    jvm.awaitEnd(run);
    jvm.awaitEvent(run, e -> e instanceof Event.StillRunning l && !l.threads().isEmpty());
    jvm.run("endMany.countDown();");
    jvm.untilQuiet(run);
  }

  private void awaitSleepers(long run) {
    jvm.awaitEvent(run, printed("asleep platform\n"));
    jvm.awaitEvent(run, printed("asleep virtual\n"));
  }

  private static Predicate<Event> printed(String text) {
    return e -> e instanceof Event.Output o && o.text().equals(text);
  }

  private static Predicate<Event> names(List<String> names) {
    return e ->
        e instanceof Event.StillRunning l
            && l.threads().stream().map(Event.LiveThread::name).sorted().toList().equals(names);
  }

  private static List<Long> pids(Event.StillRunning alive) {
    return alive.processes().stream().map(Event.LiveProcess::pid).toList();
  }
}
