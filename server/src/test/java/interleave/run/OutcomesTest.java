package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedSessions.class)
class OutcomesTest {
  private final Reader reader;

  OutcomesTest(Sessions sessions) {
    reader = new Reader(sessions);
  }

  @Test
  void aCellThatReachesItsLastLineIsCompleted() {
    Heard heard = reader.run("System.out.println(\"hi\");\n6 * 7");
    Event.Finished finished = heard.finished();
    assertThat(finished.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(finished.wallNanos()).isBetween(1L, Duration.ofSeconds(30).toNanos());
    assertThat(finished.cpuNanos()).isNotNegative();
    assertThat(finished.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(finished.exit()).isEmpty();
    assertThat(heard.printed()).isEqualTo("hi\n");
    assertThat(heard.values()).containsExactly("42");
    assertThat(heard.restarted()).isFalse();
  }

  @Test
  void aCellThatDoesNotCompileIsRejectedAndNothingOfItRuns() {
    reader.run("int kept = 1;");
    Heard heard = reader.run("System.out.println(\"ran\");\nint x = \"text\";");
    assertThat(heard.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(heard.printed()).isEmpty();
    assertThat(heard.of(Event.Problem.class))
        .singleElement()
        .extracting(Event.Problem::line)
        .isEqualTo(2);
    assertThat(heard.finished().wallNanos()).isZero();
    assertThat(reader.run("kept").values()).containsExactly("1");
  }

  @Test
  void aRejectedCellLeavesTheEarlierOneOfTheSameNamesAsItWas() {
    reader.run("int x = 1;\nint next() { return x + 1; }");
    assertThat(reader.run("int x = 10;\nint next() { return \"text\"; }").outcome())
        .isEqualTo(Outcome.REJECTED);
    assertThat(reader.run("next()").values()).containsExactly("2");
  }

  @Test
  void anExceptionThatLeavesTheCellIsThrown() {
    Heard heard = reader.run("int f() {\n  throw new IllegalStateException(\"why\");\n}\n\nf();");
    assertThat(heard.outcome()).isEqualTo(Outcome.THREW);
    Event.Threw threw = heard.of(Event.Threw.class).getFirst();
    assertThat(threw.exception()).isEqualTo("java.lang.IllegalStateException");
    assertThat(threw.frames()).extracting(Event.Frame::line).containsExactly(2, 5);
  }

  @Test
  void aCellThatOutlivesItsTimeIsEndedAndAPoliteOneKeepsTheSession() {
    reader.run("int kept = 5;");
    Heard heard =
        reader
            .start(Reader.cell("cell", "Thread.sleep(600_000);", Duration.ofSeconds(1)))
            .untilOver();
    assertThat(heard.outcome()).isEqualTo(Outcome.TIMEOUT);
    assertThat(heard.finished().message()).contains("It was still running after 1 s.");
    assertThat(heard.finished().wallNanos())
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
    assertThat(heard.of(Event.Threw.class)).as("an interrupt of ours").isEmpty();
    assertThat(heard.restarted()).isFalse();
    assertThat(reader.run("kept").values()).containsExactly("5");
  }

  @Test
  void anEndlessLoopIsStoppedAtTheTimeLimit() {
    Heard heard =
        reader.start(Reader.cell("cell", "while (true);", Duration.ofSeconds(1))).untilOver();
    assertThat(heard.outcome()).isEqualTo(Outcome.TIMEOUT);
    assertThat(heard.restarted()).isTrue();
    assertThat(reader.run("1 + 1").values()).containsExactly("2");
  }

  @Test
  void anExitEndsTheSessionAndIsTold() {
    reader.run("int lost = 1;");
    Heard heard = reader.run("System.out.println(\"bye\");\nSystem.exit(3);");
    assertThat(heard.outcome()).isEqualTo(Outcome.EXITED);
    assertThat(heard.finished().exit()).contains(3);
    assertThat(heard.finished().message()).contains("The code ended its JVM with exit status 3.");
    assertThat(heard.printed()).isEqualTo("bye\n");
    assertThat(heard.restarted()).isTrue();
    assertThat(reader.run("lost").outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(reader.run("1 + 1").values()).containsExactly("2");
  }

  @Test
  void aHaltIsAnExitToo() {
    Heard heard = reader.run("Runtime.getRuntime().halt(4);");
    assertThat(heard.outcome()).isEqualTo(Outcome.EXITED);
    assertThat(heard.finished().exit()).contains(4);
    assertThat(heard.restarted()).isTrue();
  }

  @Test
  void aJvmThatIsKilledHasDied() {
    Heard heard =
        reader.run("new ProcessBuilder(\"/bin/sh\", \"-c\", \"kill -9 $PPID\").start().waitFor();");
    assertThat(heard.outcome()).isEqualTo(Outcome.DIED);
    assertThat(heard.restarted()).isTrue();
    assertThat(heard.finished().message()).isPresent();
    assertThat(reader.run("1 + 1").values()).containsExactly("2");
  }

  @Test
  void aThreadThatEndsTheJvmLaterIsToldUnderItsCell() {
    Heard heard =
        reader.start(
            "Thread.ofPlatform().start(() -> {\n"
                + "  try { System.in.read(); } catch (IOException e) { }\n"
                + "  System.exit(9);\n"
                + "});");
    assertThat(heard.awaitFinished().outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(reader.type("\n")).isTrue();
    heard.untilOver();
    assertThat(heard.restarted()).isTrue();
    assertThat(reader.run("1 + 1").values()).containsExactly("2");
  }

  @Test
  void runningOutOfMemoryIsAnExceptionOfTheCells() {
    Heard heard =
        reader.run(
            "var all = new ArrayList<byte[]>();\nwhile (true) all.add(new byte[10_000_000]);");
    assertThat(heard.outcome()).isEqualTo(Outcome.THREW);
    assertThat(heard.of(Event.Threw.class))
        .extracting(Event.Threw::exception)
        .contains("java.lang.OutOfMemoryError");
  }

  @Test
  void aProgramRunsInAJvmOfItsOwn() {
    reader.run("int kept = 1;");
    Heard heard =
        reader.start(Reader.program("void main() {\n  IO.println(\"own\");\n  System.exit(2);\n}"));
    assertThat(heard.outcome()).isEqualTo(Outcome.EXITED);
    assertThat(heard.finished().exit()).contains(2);
    assertThat(heard.printed()).isEqualTo("own\n");
    assertThat(heard.restarted()).as("a program has no session to lose").isFalse();
    assertThat(reader.run("kept").values()).containsExactly("1");
  }

  @Test
  void aProgramThatDoesNotCompileIsRejected() {
    Heard heard = reader.start(Reader.program("void main() {\n  int x = \"text\";\n}"));
    assertThat(heard.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(heard.of(Event.Problem.class))
        .singleElement()
        .extracting(Event.Problem::line)
        .isEqualTo(2);
  }

  @Test
  void aCheckJudgesWhatTheReaderWrote() {
    assertThat(reader.start(Exercise.with("int answer = 42;")).outcome())
        .isEqualTo(Outcome.COMPLETED);
    Heard wrong = reader.start(Exercise.with("int answer = 41;"));
    assertThat(wrong.outcome()).isEqualTo(Outcome.THREW);
    assertThat(wrong.of(Event.Threw.class).getFirst().message()).contains("It is not 42 yet.");
  }

  /** A cell with a check. */
  private static final class Exercise {
    static Cell with(String text) {
      Cell plain = Reader.cell("exercise", text);
      return new Cell(
          plain.kind(),
          plain.source(),
          java.util.List.of(
              new Cell.Check(
                  new Cell.Kind.Run(),
                  new interleave.protocol.Source(
                      "check",
                      "if (answer != 42) throw new AssertionError(\"It is not 42 yet.\");\n",
                      "",
                      ""))),
          plain.allowance(),
          plain.conditions());
    }
  }
}
