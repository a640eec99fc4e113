package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens after a cell's own code is done, and while another's runs. */
@ExtendWith(SharedSessions.class)
class LateTest {
  private final Reader reader;
  private final Sessions sessions;

  LateTest(Sessions sessions) {
    this.sessions = sessions;
    reader = new Reader(sessions);
  }

  @Test
  void outputOfAThreadThatLivesOnComesUnderItsCellAndTheStreamClosesWithIt() {
    Heard first =
        reader.start(
            Reader.cell(
                "first",
                """
                var go = new CountDownLatch(1);
                Thread.ofPlatform().name("w-9").start(() -> {
                  try { go.await(); } catch (InterruptedException e) { }
                  System.out.println("late");
                  throw new IllegalStateException("late too");
                });
                """));
    assertThat(first.awaitFinished().outcome()).isEqualTo(Outcome.COMPLETED);
    first.await(
        e -> e instanceof Event.StillRunning l && l.threads().getFirst().name().equals("w-9"));
    assertThat(first.run().isOver()).isFalse();
    Heard second = reader.run("System.out.println(\"second\");\ngo.countDown();");
    first.untilOver();
    assertThat(second.printed()).isEqualTo("second\n");
    assertThat(first.printed()).isEqualTo("late\n");
    assertThat(first.of(Event.Threw.class))
        .singleElement()
        .extracting(Event.Threw::thread)
        .isEqualTo("w-9");
  }

  @Test
  void aChildProcessThatLivesOnIsTold() {
    Heard heard =
        reader.start(
            "new ProcessBuilder(\"/bin/sh\", \"-c\", \"read line; echo late\")"
                + ".redirectOutput(ProcessBuilder.Redirect.INHERIT).start().pid()");
    heard.awaitFinished();
    Event.StillRunning lingering =
        (Event.StillRunning)
            heard.await(e -> e instanceof Event.StillRunning l && !l.processes().isEmpty());
    assertThat(lingering.processes())
        .extracting(p -> String.valueOf(p.pid()))
        .isEqualTo(heard.values());
    reader
        .start(
            Reader.cell("other", "ProcessHandle.current().children().forEach(p -> p.destroy());"))
        .untilOver();
    heard.untilOver();
  }

  @Test
  void aSecondRunOfACellStopsTheFirst() {
    Heard first = reader.start("System.out.println(\"first\");\nnew CountDownLatch(1).await();");
    first.awaitPrinted("first\n");
    Heard second = reader.run("System.out.println(\"second\");");
    assertThat(first.outcome()).isEqualTo(Outcome.STOPPED);
    assertThat(second.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(second.printed()).isEqualTo("second\n");
    assertThat(first.printed()).isEqualTo("first\n");
  }

  @Test
  void aSecondRunOfACellStopsWhatLivesOnOfTheFirst() {
    Heard first =
        reader.start(
            "Thread.ofVirtual().start(() -> {\n"
                + "  try { Thread.sleep(600_000); } catch (InterruptedException e) {"
                + " System.out.println(\"woken\"); }\n"
                + "});");
    first.await(e -> e instanceof Event.StillRunning);
    assertThat(reader.run("1 + 1").values()).containsExactly("2");
    assertThat(first.untilOver().printed()).isEqualTo("woken\n");
  }

  @Test
  void twoCellsOfASessionRunOneAfterTheOther() {
    Heard first =
        reader.start(
            Reader.cell(
                "first",
                "System.out.println(\"go\");\nString line = new Scanner(System.in).nextLine();"));
    first.awaitPrinted("go\n");
    Heard second = reader.start(Reader.cell("second", "line"));
    assertThat(second.await(e -> e instanceof Event.Queued)).isEqualTo(new Event.Queued(1));
    Heard third = reader.start(Reader.cell("third", "line.length()"));
    assertThat(third.await(e -> e instanceof Event.Queued)).isEqualTo(new Event.Queued(2));
    assertThat(sessions.input(reader.key(), "first", "x\n", false)).isTrue();
    assertThat(first.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(second.untilOver().values()).containsExactly("\"x\"");
    assertThat(third.untilOver().values()).containsExactly("1");
    assertThat(third.of(Event.Queued.class))
        .extracting(Event.Queued::ahead)
        .containsExactly(2, 1, 0);
  }

  @Test
  void cellsOfTwoReadersRunAtTheSameTime() {
    Heard mine = reader.start("System.out.println(\"go\");\nnew CountDownLatch(1).await();");
    mine.awaitPrinted("go\n");
    assertThat(new Reader(sessions).run("1 + 1").values()).containsExactly("2");
    reader.stop();
    assertThat(mine.outcome()).isEqualTo(Outcome.STOPPED);
  }

  @Test
  void aReaderWhoDoesNotListenHoldsUpNobodyElse() {
    Heard deaf =
        reader.start(
            """
            var done = new CountDownLatch(2);
            for (int t = 0; t < 2; t++) {
              Thread.ofPlatform().name("t" + t).start(() -> {
                for (int i = 0; i < 4_000; i++) System.out.println(i);
                done.countDown();
              });
            }
            done.await();
            """);
    Reader other = new Reader(sessions);
    for (int i = 0; i < 3; i++) {
      assertThat(other.run("1 + " + i).values()).containsExactly("" + (1 + i));
    }
    // What could not be delivered has not been lost, and has not been kept in memory: it waited.
    assertThat(deaf.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(deaf.printed().lines()).hasSize(8_000);
  }

  @Test
  void aReaderWhoDoesNotListenCanStillStop() {
    Heard deaf =
        reader.start("int i = 0;\nwhile (true) System.err.print(i++ % 2 == 0 ? \"a\" : \"b\");");
    deaf.await(e -> e instanceof Event.Output);
    assertThat(reader.stop()).isTrue();
    assertThat(deaf.outcome()).isIn(Outcome.STOPPED, Outcome.TOO_MUCH_OUTPUT);
  }

  @Test
  void theTimersAndPoolsOfTheJdkAreNotTakenForTheCellsThreads() {
    Heard heard =
        reader.run(
            """
            var soon = new CompletableFuture<Integer>().completeOnTimeout(1, 10, TimeUnit.MILLISECONDS);
            CompletableFuture.supplyAsync(() -> 1, CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS)).join();
            IntStream.range(0, 10_000).parallel().sum();
            new ProcessBuilder("/bin/sh", "-c", ":").start().waitFor();
            soon.join()
            """);
    assertThat(heard.values()).containsExactly("1");
  }

  @Test
  void aDelayedTaskOfTheCommonPoolIsWaitedFor() {
    Heard heard =
        reader.run(
            """
            CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS)
                .execute(() -> System.out.println("late"));
            """);
    assertThat(heard.printed()).isEqualTo("late\n");
  }

  @Test
  void aSessionThatIsResetStartsAfresh() {
    reader.run("int lost = 1;");
    Heard running =
        reader.start(
            Reader.cell("other", "System.out.println(\"go\");\nnew CountDownLatch(1).await();"));
    running.awaitPrinted("go\n");
    sessions.reset(reader.key());
    assertThat(running.outcome()).isEqualTo(Outcome.STOPPED);
    Heard after = reader.run("lost");
    assertThat(after.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(after.restarted()).as("asked for, so not told again").isFalse();
  }
}
