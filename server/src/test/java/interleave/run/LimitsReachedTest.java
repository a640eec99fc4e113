package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cell that reaches a limit ends with an outcome and a sentence that names the limit. */
@ExtendWith(SharedSessions.class)
class LimitsReachedTest {
  private static final String MEGABYTES_150 =
      "var much = new ArrayList<byte[]>();\n"
          + "for (int i = 0; i < 15; i++) much.add(new byte[10 << 20]);";

  private final Reader reader;

  LimitsReachedTest(Sessions sessions) {
    reader = new Reader(sessions);
  }

  @Test
  void moreMemoryThanTheCellAskedForEndsItAndTheNextCellHasAllAgain() {
    Heard heard =
        reader
            .start(Reader.frugal(MEGABYTES_150, a -> with(a, a.cpu(), 130, a.outputBytes())))
            .untilOver();
    assertThat(heard.outcome()).as("%s", heard.told()).isEqualTo(Outcome.TOO_MUCH_MEMORY);
    assertThat(heard.finished().message())
        .contains("It used more than 130 MB in all its processes.");
    assertThat(heard.restarted()).isTrue();
    assertThat(reader.run(MEGABYTES_150 + "\nmuch.size()").values()).containsExactly("15");
  }

  @Test
  void memoryIsPutBackAfterTheCellThatAskedForLess() {
    assertThat(
            reader
                .start(Reader.frugal("int kept = 7;", a -> with(a, a.cpu(), 130, a.outputBytes())))
                .outcome())
        .isEqualTo(Outcome.COMPLETED);
    Heard after = reader.run(MEGABYTES_150 + "\nkept");
    assertThat(after.restarted()).isFalse();
    assertThat(after.values()).containsExactly("7");
  }

  @Test
  void allProcessesTogetherHaveNoMoreMemoryThanASession() {
    Heard heard =
        reader.run(
            """
            // Each doubles a text of 10 bytes until it holds 160 MB, too much for none alone.
            String hoard = "x=0123456789; for i in 1 2 3 4 5 6 7 8 9 a b c d e f g h i j k l m n o;"
                + " do x=$x$x; done; read line";
            for (int i = 0; i < 8; i++) new ProcessBuilder("/bin/sh", "-c", hoard).start();
            Thread.sleep(600_000);
            """);
    assertThat(heard.outcome()).as("%s", heard.told()).isEqualTo(Outcome.TOO_MUCH_MEMORY);
    assertThat(heard.finished().message())
        .contains("It used more than 768 MB in all its processes.");
  }

  @Test
  void tooManyProcessesEndTheCellAndOthersOfItsSessionAreToldWhy() {
    Heard other =
        reader.start(
            Reader.cell(
                "other",
                "Thread.ofPlatform().start(() -> {\n"
                    + "  try { Thread.sleep(600_000); } catch (InterruptedException e) { }\n"
                    + "});"));
    other.await(e -> e instanceof Event.StillRunning);
    Heard heard =
        reader.run(
            "for (int i = 0; i < 80; i++) new ProcessBuilder(\"/bin/sh\", \"-c\", \"read"
                + " line\").start();\nThread.sleep(600_000);");
    assertThat(heard.outcome()).as("%s", heard.told()).isEqualTo(Outcome.TOO_MANY_PROCESSES);
    assertThat(heard.finished().message()).contains("It had more than 64 processes at a time.");
    assertThat(other.untilOver().of(Event.Restarted.class))
        .containsExactly(
            new Event.Restarted(
                "The JVM of this session was ended. It had more than 64 processes at a time."));
  }

  @Test
  void tooMuchProcessorTimeEndsTheCell() {
    Heard heard = reader.start(frugalOfCpu("while (true);")).untilOver();
    assertThat(heard.outcome()).as("%s", heard.told()).isEqualTo(Outcome.TOO_MUCH_CPU);
    assertThat(heard.finished().message()).contains("It used more than 1 s of processor time.");
    assertThat(Duration.ofNanos(heard.finished().cpuNanos())).isGreaterThan(Duration.ofSeconds(1));
    assertThat(heard.restarted()).isTrue();
    assertThat(reader.run("1 + 1").values()).containsExactly("2");
  }

  @Test
  void processorTimeOfChildProcessesCounts() {
    Heard heard =
        reader
            .start(
                frugalOfCpu(
                    "new ProcessBuilder(\"/bin/sh\", \"-c\", \"while :; do :; done\").start();\n"
                        + "Thread.sleep(600_000);"))
            .untilOver();
    assertThat(heard.outcome()).as("%s", heard.told()).isEqualTo(Outcome.TOO_MUCH_CPU);
  }

  @Test
  void whatLivesOnOfACellUsesItsProcessorTime() {
    Heard heard =
        reader
            .start(frugalOfCpu("Thread.ofPlatform().start(() -> { while (true); });"))
            .untilOver();
    assertThat(heard.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(heard.of(Event.CutOff.class))
        .containsExactly(new Event.CutOff("It used more than 1 s of processor time."));
  }

  @Test
  void anotherCellsProcessorTimeIsNotCharged() {
    Heard sleeper =
        reader.start(
            Reader.cell(
                "sleeper",
                "Thread.ofPlatform().start(() -> {\n"
                    + "  try { System.in.read(); } catch (Exception e) { }\n"
                    + "  System.out.println(\"woken\");\n"
                    + "});",
                cpu(SharedSessions.LIMITS.usual(), Duration.ofSeconds(1))));
    sleeper.await(e -> e instanceof Event.StillRunning);
    reader.run(
        """
        long end = System.nanoTime() + 2_000_000_000L;
        while (System.nanoTime() < end);
        """);
    assertThat(sleeper.run().isOver()).isFalse();
    sleeper.run().stop();
    assertThat(sleeper.untilOver().of(Event.CutOff.class)).isEmpty();
  }

  @Test
  void aCellMayAskForLessOutput() {
    Heard heard =
        reader
            .start(
                Reader.frugal(
                    "while (true) System.out.println(\"again\");",
                    a -> with(a, a.cpu(), a.memoryMiB(), 4 << 10)))
            .untilOver();
    assertThat(heard.outcome()).isEqualTo(Outcome.TOO_MUCH_OUTPUT);
    assertThat(heard.finished().message()).contains("It printed more than 4 KB.");
    assertThat(heard.printed().length()).isLessThanOrEqualTo(4 << 10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          new byte[300 << 20]                                        | The heap of a session holds 256 MB.
          java.nio.ByteBuffer.allocateDirect(65 << 20)               | Direct buffers of a session hold 64 MB.
          Arena.global().allocate(900L << 20)                        | Each process of a session may have 768 MB of its own, all together 768 MB.
          new RandomAccessFile("big", "rw").setLength(65L << 20)     | A file of a session holds at most 64 MB.
          while (true) kept.add(new FileOutputStream("f"))             | Each process of a session has room for 512 open files, pipes and sockets.
          for (int i = 0; ; i++) Files.createFile(Path.of("f" + i))  | A session has room for 64 MB in 4,096 files.
          throw new RuntimeException(new IOException("Cannot run program \\"x\\": error=11, Resource temporarily unavailable")) | A session has room for 64 processes, with 512 threads in them all.
          """)
  void aLimitThatAnExceptionTellsIsNamedWithItsNumber(String code, String sentence) {
    Heard heard =
        reader.start(
            "import java.lang.foreign.*;\nvar kept = new ArrayList<Object>();\n" + code + ";");
    Event.Finished finished = heard.awaitFinished();
    assertThat(finished.outcome()).as("%s", heard.told()).isEqualTo(Outcome.THREW);
    assertThat(finished.message()).as("%s", heard.told()).contains(sentence);
    reader.stop();
    heard.untilOver();
  }

  @Test
  void threadsWithoutEndAreToldHowManyThereMayBe() {
    Heard heard =
        reader.start(
            "while (true) Thread.ofPlatform().start(() -> {\n"
                + "  try { Thread.sleep(600_000); } catch (InterruptedException e) { }\n"
                + "});");
    Event.Finished finished = heard.awaitFinished();
    assertThat(finished.outcome()).isEqualTo(Outcome.THREW);
    assertThat(finished.message())
        .contains("A session has room for 512 threads, and their stacks count as its memory.");
    reader.stop();
    heard.untilOver();
  }

  @Test
  void anOrdinaryExceptionHasNoSentenceOfOurs() {
    assertThat(reader.run("throw new IOException(\"no such thing\");").finished().message())
        .isEmpty();
  }

  @Test
  void aJvmThatGivesUpForWantOfMemoryIsNotJustDead() {
    // What the JVM itself writes, past System.out, before it leaves in just this way.
    Heard heard =
        reader.run(
            """
            String words = "#\\n# There is insufficient memory for the Java Runtime Environment to continue.\\n";
            new FileOutputStream(FileDescriptor.out).write(words.getBytes());
            Runtime.getRuntime().halt(1);
            """);
    assertThat(heard.outcome()).isEqualTo(Outcome.TOO_MUCH_MEMORY);
    assertThat(heard.finished().message())
        .contains(
            "Its JVM found no more memory for itself and gave up. Each process of a session may"
                + " have 768 MB of its own, all together 768 MB.");
    assertThat(heard.restarted()).isTrue();
  }

  private static Cell frugalOfCpu(String text) {
    return Reader.frugal(text, a -> cpu(a, Duration.ofSeconds(1)));
  }

  private static Allowance cpu(Allowance usual, Duration cpu) {
    return with(usual, cpu, usual.memoryMiB(), usual.outputBytes());
  }

  private static Allowance with(Allowance usual, Duration cpu, long memoryMiB, long outputBytes) {
    return new Allowance(usual.wall(), cpu, memoryMiB, outputBytes);
  }
}
