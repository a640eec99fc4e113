package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a text does to the engine that it shares with other readers. */
@ExtendWith(SharedSessions.class)
class EnginesTest {
  private static final String ENGINE = "interleave.engine.Main";

  private static final String[] IMPATIENT = {"compile=4s", "spares=1"};

  private final Boxes boxes;
  private List<ProcessHandle> others = List.of();
  private Sessions sessions;

  EnginesTest(Boxes boxes, Sessions shared) {
    this.boxes = boxes;
    assertThat(shared.live()).isNotNegative(); // it is there, so its engine is among the others
  }

  @AfterEach
  void end() {
    if (sessions != null) {
      sessions.close();
    }
  }

  /**
   * With an engine of their own; it takes long to get warm, so no test starts more than it needs.
   */
  private void start(String... settings) throws IOException {
    others = BoxedProcesses.with(ENGINE);
    sessions = new Sessions(boxes, SharedSessions.with(settings), (outcome, wall) -> {});
  }

  @Test
  void aTextThatKeepsTheCompilerBusyIsGivenUpAndOthersKeepWhatTheyHold() throws Exception {
    start(IMPATIENT);
    sessions.awaitReady();
    Reader patient = new Reader(sessions);
    patient.run("int kept = 5;\nclass Kept { int n = 6; }");
    patient.run("var object = new Kept();");
    Heard greedy =
        new Reader(sessions)
            .run("var m = " + "Map.of(\"a\", ".repeat(60) + "1" + ")".repeat(60) + ";");
    assertThat(greedy.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(greedy.problems())
        .containsExactly(
            "Compiling this took longer than 4 s and was given up; is an expression nested very"
                + " deeply?");
    Heard after = patient.run("kept + object.n");
    assertThat(after.values()).containsExactly("11");
    assertThat(after.restarted()).isFalse();
    assertThat(patient.run("class Later extends Kept { }\nnew Later().n").values())
        .containsExactly("6");
  }

  @Test
  void anEngineThatDiesBetweenRunsCostsASessionNothing() throws Exception {
    start(IMPATIENT);
    sessions.awaitReady();
    Reader reader = new Reader(sessions);
    reader.run("int kept = 5;\nint twice() { return kept * 2; }");
    reader.run("int broken = \"text\";");
    reader.run("kept++;\nkept");
    killEngine();
    Heard after = reader.run("twice()");
    assertThat(after.values()).as("%s", after.told()).containsExactly("12");
    assertThat(after.restarted()).isFalse();
    Heard program =
        new Reader(sessions).start(Reader.program("void main() { IO.println(\"hi\"); }"));
    assertThat(program.untilOver().printed()).isEqualTo("hi\n");
  }

  @Test
  void manyReadersWhoComeWhileTheEngineIsYoungKeepTheirCellsApart() throws Exception {
    start(IMPATIENT);
    List<Reader> readers = IntStream.range(0, 5).mapToObj(i -> new Reader(sessions)).toList();
    List<Heard> first = readers.stream().map(r -> r.start("int mine = 1;\nmine")).toList();
    assertThat(first).allSatisfy(h -> assertThat(h.untilOver().values()).containsExactly("1"));
    List<Heard> second = readers.stream().map(r -> r.start("mine += 1;\nmine")).toList();
    assertThat(second).allSatisfy(h -> assertThat(h.untilOver().values()).containsExactly("2"));
  }

  @Test
  void aTextThatEatsTheCompilersMemoryEndsOnlyItsEngine() throws Exception {
    start("engine-heap=192m", "spares=1");
    sessions.awaitReady();
    Reader patient = new Reader(sessions);
    patient.run("int kept = 5;");
    // Constants are folded while they are compiled: each is twice as long as the one before.
    String doubled =
        IntStream.range(1, 25)
            .mapToObj(i -> "static final String S%d = S%d + S%d;\n".formatted(i, i - 1, i - 1))
            .collect(Collectors.joining());
    Heard greedy =
        new Reader(sessions)
            .run("class Big {\nstatic final String S0 = \"0123456789\";\n" + doubled + "}");
    assertThat(greedy.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(greedy.problems())
        .containsExactly(
            "Compiling this takes more memory than the compiler has; split it into smaller"
                + " parts.");
    Heard after = patient.run("kept");
    assertThat(after.values()).as("%s", after.told()).containsExactly("5");
    assertThat(after.restarted()).isFalse();
  }

  @Test
  void moreSessionsThanAnEngineHasRoomForKeepWhatTheyDeclared() throws Exception {
    start("engine-heap=256m", "spares=1");
    sessions.awaitReady();
    List<Reader> readers = IntStream.range(0, 16).mapToObj(i -> new Reader(sessions)).toList();
    for (int i = 0; i < readers.size(); i++) {
      readers.get(i).run("int mine = " + i + ";\nint twice() { return mine * 2; }");
    }
    List<ProcessHandle> engines = BoxedProcesses.with(ENGINE);
    for (int i = 0; i < readers.size(); i++) {
      Heard again = readers.get(i).run("twice()");
      assertThat(again.values()).as("%s", again.told()).containsExactly(String.valueOf(i * 2));
      assertThat(again.restarted()).isFalse();
    }
    assertThat(BoxedProcesses.with(ENGINE)).as("none ran out of room").isEqualTo(engines);
  }

  private void killEngine() throws InterruptedException {
    List<ProcessHandle> mine =
        BoxedProcesses.with(ENGINE).stream().filter(p -> !others.contains(p)).toList();
    assertThat(mine).isNotEmpty();
    mine.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : mine) {
      process.onExit().join();
    }
  }
}
