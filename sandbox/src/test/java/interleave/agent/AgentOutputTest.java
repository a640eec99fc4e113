package interleave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.SessionReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentOutputTest {
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
  void outputIsTaggedWithTheThreadThatPrintedIt() throws IOException {
    List<Event> events =
        jvm.run(
            """
            void id() { System.out.println(Thread.currentThread().threadId()); }
            id();
            Thread.ofPlatform().name("w-1").start(() -> id()).join();
            Thread.ofVirtual().name("v-1").start(() -> id()).join();
            new Thread(() -> id(), "unstarted").run();
            """);
    assertThat(AgentJvm.outputs(events))
        .extracting(Event.Output::thread)
        .containsExactly("main", "w-1", "v-1", "main");
    assertThat(AgentJvm.outputs(events))
        .allSatisfy(o -> assertThat(o.text()).isEqualTo(o.threadId() + "\n"));
  }

  @Test
  void theTwoStreamsAreTold() throws IOException {
    List<Event> events = jvm.run("System.out.print(\"o\"); System.err.print(\"e\");");
    assertThat(AgentJvm.outputs(events))
        .extracting(Event.Output::stream, Event.Output::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Event.Stream.OUT, "o"),
            org.assertj.core.groups.Tuple.tuple(Event.Stream.ERR, "e"));
  }

  @Test
  void timeIsCountedFromTheBeginningOfTheCode() throws IOException {
    List<Event> events = jvm.run("for (int i = 0; i < 5; i++) System.out.println(i);");
    assertThat(AgentJvm.outputs(events))
        .extracting(Event.Output::nanos)
        .isSorted()
        .allSatisfy(nanos -> assertThat(nanos).isBetween(0L, 30_000_000_000L));
  }

  @Test
  void aCharacterWrittenByteByByteComesOutWhole() throws IOException {
    List<Event> events =
        jvm.run("for (byte b : \"é한😀!\".getBytes()) { System.out.write(b); System.out.flush(); }");
    assertThat(AgentJvm.outputs(events))
        .extracting(Event.Output::text)
        .containsExactly("é", "한", "😀", "!");
  }

  @Test
  void charactersThatTwoThreadsWriteByTurnsStayApart() throws IOException {
    List<Event> events =
        jvm.run(
            """
            var turn = new CyclicBarrier(2);
            void slowly(String text, boolean first) {
              try {
                for (byte b : text.getBytes()) {
                  if (!first) turn.await();
                  System.out.write(b);
                  System.out.flush();
                  if (first) turn.await();
                  turn.await();
                }
              } catch (Exception e) { throw new RuntimeException(e); }
            }
            var other = Thread.ofPlatform().name("w").start(() -> slowly("😀", false));
            slowly("🚀", true);
            """);
    assertThat(AgentJvm.outputs(events))
        .extracting(o -> o.thread() + o.text())
        .containsExactlyInAnyOrder("main🚀", "w😀");
  }

  @Test
  void bytesThatAreNoTextDoNoHarm() throws IOException {
    List<Event> events =
        jvm.run(
            """
            byte[] all = new byte[256];
            for (int i = 0; i < 256; i++) all[i] = (byte) i;
            System.out.write(all);
            System.out.write(new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0xc0, 'x'});
            System.out.println("after");
            """);
    assertThat(AgentJvm.printed(events)).startsWith("\0\u0001\u0002").endsWith("xafter\n");
  }

  @Test
  void aLongTextComesInPiecesAndWhole() throws IOException {
    List<Event> events = jvm.run("System.out.println(\"é한😀\".repeat(20_000));");
    assertThat(AgentJvm.printed(events)).isEqualTo("é한😀".repeat(20_000) + "\n");
    assertThat(AgentJvm.outputs(events))
        .allSatisfy(
            o ->
                assertThat(o.text().getBytes(StandardCharsets.UTF_8))
                    .hasSizeLessThanOrEqualTo(16 << 10));
  }

  @Test
  void linesOfManyThreadsStayWhole() throws IOException {
    List<Event> events =
        jvm.run(
            """
            var threads = new ArrayList<Thread>();
            for (int t = 0; t < 4; t++) {
              threads.add(Thread.ofPlatform().name("t" + t).start(() -> {
                for (int i = 0; i < 200; i++) {
                  System.out.println(Thread.currentThread().getName() + " says " + i);
                }
              }));
            }
            for (var t : threads) t.join();
            """);
    assertThat(AgentJvm.outputs(events))
        .hasSize(800)
        .allSatisfy(o -> assertThat(o.text()).matches(o.thread() + " says \\d+\\n"));
  }

  @Test
  void lateOutputBelongsToTheRunWhoseThreadPrintsIt() throws IOException {
    long first =
        jvm.start(
            "first",
            """
            var go = new CountDownLatch(1);
            void late() {
              try { go.await(); } catch (InterruptedException e) { }
              System.out.println("late of " + Thread.currentThread().getName());
            }
            Thread.ofPlatform().name("w").start(() -> late());
            Thread.ofVirtual().name("v").start(() -> late());
            System.out.println("first is done");
            """);
    jvm.awaitEnd(first);
    long second = jvm.start("second", "System.out.println(\"second\"); go.countDown();");
    assertThat(AgentJvm.printed(jvm.untilQuiet(second))).isEqualTo("second\n");
    assertThat(AgentJvm.outputs(jvm.untilQuiet(first)))
        .extracting(Event.Output::text)
        .startsWith("first is done\n")
        .containsExactlyInAnyOrder("first is done\n", "late of w\n", "late of v\n");
  }

  @Test
  void threadsOfPoolsBelongToTheRunThatStartedThem() throws IOException {
    jvm.run("CompletableFuture.runAsync(() -> {}).join();");
    List<Event> events =
        jvm.run(
            """
            CompletableFuture.runAsync(() -> System.out.println("common")).join();
            try (var pool = Executors.newFixedThreadPool(2)) {
              pool.submit(() -> System.out.println("fixed")).get();
            }
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
              pool.submit(() -> System.out.println("virtual")).get();
            }
            IntStream.of(1).parallel().forEach(i -> System.out.println("stream"));
            """);
    assertThat(AgentJvm.printed(events)).isEqualTo("common\nfixed\nvirtual\nstream\n");
  }

  @Test
  void bytesPastSystemOutGoThroughTheRawPipe() throws IOException {
    List<Event> events =
        jvm.run(
            """
            new ProcessBuilder("/bin/sh", "-c", "echo from a child").inheritIO().start().waitFor();
            new FileOutputStream(FileDescriptor.out).write("from descriptor 1\\n".getBytes());
            new FileOutputStream(FileDescriptor.err).write("from descriptor 2\\n".getBytes());
            """);
    jvm.awaitRaw("from a child");
    jvm.awaitRaw("from descriptor 1");
    jvm.awaitRaw("from descriptor 2");
    assertThat(AgentJvm.outputs(events)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "a" + 1                    | "a1"
          'c'                        | 'c'
          new int[][] {{1, 2}, {3}}  | [[1, 2], [3]]
          (Object) null              | null
          new StringBuilder("s")     | s
          List.of("x", "y")          | [x, y]
          """)
  void aValueIsShownAsJShellShowsIt(String expression, String shown) throws IOException {
    assertThat(AgentJvm.of(Event.Value.class, jvm.run(expression)))
        .extracting(Event.Value::text)
        .containsExactly(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"x\".repeat(100_000)",
        "new int[100_000]",
        "new String[][] {{\"y\".repeat(100_000)}}"
      })
  void anEndlessValueIsCut(String expression) throws IOException {
    assertThat(AgentJvm.of(Event.Value.class, jvm.run(expression)))
        .singleElement()
        .satisfies(v -> assertThat(v.text()).hasSizeLessThan(10_000));
  }

  @Test
  void aValueThatShowsItselfAsNullIsNoFailure() throws IOException {
    List<Event> events = jvm.run("new Object() { public String toString() { return null; } }");
    assertThat(AgentJvm.of(Event.Value.class, events))
        .extracting(Event.Value::text)
        .containsExactly("null");
  }

  @Test
  void theEndIsToldOnceAndAfterAllThatWasPrinted() throws IOException {
    long run = jvm.start("cell", "for (int i = 0; i < 50; i++) System.out.println(i);");
    jvm.untilQuiet(run);
    String order =
        jvm.replies().stream()
            .filter(
                r ->
                    r instanceof SessionReply.Ended e && e.run() == run
                        || r instanceof SessionReply.Report p && p.run() == run)
            .map(
                r ->
                    r instanceof SessionReply.Report(_, Event.Output _)
                        ? "o"
                        : r instanceof SessionReply.Ended ? "E" : "q")
            .collect(Collectors.joining());
    assertThat(order).matches("o{50}Eq");
  }
}
