package interleave.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellsTest {
  @TempDir Path temporary;
  private TinyBook book;

  @BeforeEach
  void make() {
    book = new TinyBook(temporary);
  }

  private Cell cell(String info, String text) {
    return book.races("\n```java " + info + "\n" + text + "\n```\n").cell();
  }

  private Outcome outcome(String outcome) {
    return cell("run id=a outcome=" + outcome, "1").expectation().orElseThrow().outcome();
  }

  @Test
  void everyKeyAndFlagIsRead() {
    Cell cell =
        cell(
            "program id=w name=Worker timeout=90s cpu=2500ms cores=2 memory=1g output=64k"
                + " expect=\"\\d+ x\" forbid=y hidelines readonly collapsed timeline",
            "void main() {}");
    assertThat(cell.id()).isEqualTo("w");
    assertThat(cell.kind()).isEqualTo(CellKind.PROGRAM);
    assertThat(cell.name()).contains("Worker");
    assertThat(cell.timeout()).contains(Duration.ofSeconds(90));
    assertThat(cell.limits())
        .isEqualTo(
            new CellLimits(
                Optional.of(Duration.ofSeconds(90)),
                Optional.of(Duration.ofMillis(2500)),
                OptionalInt.of(2),
                OptionalInt.of(1024),
                OptionalLong.of(64 << 10)));
    assertThat(cell.flags()).containsExactlyInAnyOrder(CellFlag.values());
    assertThat(cell.file()).isEqualTo("content/en/07-races.md");
    assertThat(cell.line()).isEqualTo(11);
    assertThat(cell.exercise()).isEmpty();
    Expectation expectation = cell.expectation().orElseThrow();
    assertThat(expectation.outcome()).isEqualTo(new Outcome.Completed());
    assertThat(expectation.expect().orElseThrow().pattern()).isEqualTo("\\d+ x");
    assertThat(expectation.forbid().orElseThrow().pattern()).isEqualTo("y");
  }

  @Test
  void everyOutcomeIsReadAndNamedAsItsEvent() {
    assertThat(outcome("completed").eventName()).isEqualTo("completed");
    assertThat(outcome("rejected").eventName()).isEqualTo("rejected");
    assertThat(outcome("timeout").eventName()).isEqualTo("timeout");
    assertThat(outcome("died").eventName()).isEqualTo("died");
    assertThat(outcome("too-much-output").eventName()).isEqualTo("too-much-output");
    assertThat(outcome("too-much-memory").eventName()).isEqualTo("too-much-memory");
    assertThat(outcome("too-many-processes").eventName()).isEqualTo("too-many-processes");
    assertThat(outcome("too-much-cpu").eventName()).isEqualTo("too-much-cpu");
    assertThat(outcome("exit:3")).isEqualTo(new Outcome.Exited(3));
    assertThat(outcome("exit:3").eventName()).isEqualTo("exited");
    assertThat(outcome("threw:java.lang.IllegalStateException"))
        .isEqualTo(new Outcome.Threw("java.lang.IllegalStateException"));
    assertThat(outcome("threw:Oops").eventName()).isEqualTo("threw");
  }

  @Test
  void durationsMayBeMillisecondsOrMinutes() {
    assertThat(cell("run id=a expect=1 timeout=1500ms", "1").timeout())
        .contains(Duration.ofMillis(1500));
    assertThat(cell("run id=a expect=1 timeout=2m", "1").timeout()).contains(Duration.ofMinutes(2));
  }

  @Test
  void expectationSearchesAllLinesOfTheOutput() {
    Expectation expectation =
        cell("run id=a expect=\"^two$\" forbid=three", "1").expectation().orElseThrow();
    assertThat(expectation.differenceIn("one\ntwo\n")).isEmpty();
    assertThat(expectation.differenceIn("one\n"))
        .contains("nothing in the output matches expect=\"^two$\"");
    assertThat(expectation.differenceIn("two\nthree\n"))
        .contains("the output holds \"three\", which forbid=\"three\" forbids");
  }

  @Test
  void hiddenLinesAroundTheVisibleOnesAreParted() {
    Cell cell =
        cell("run id=a expect=1", "# int a;\n#\n# int b;\n\n## seen\nint c;\n#no mark\n# int d;");
    assertThat(cell.before()).isEqualTo("int a;\n\nint b;");
    assertThat(cell.source()).isEqualTo("\n# seen\nint c;\n#no mark");
    assertThat(cell.after()).isEqualTo("int d;");
    assertThat(cell.text().linesBefore()).isEqualTo(3);
    assertThat(cell.text().linesAfter()).isEqualTo(1);
    assertThat(cell.text().sourceLine()).isEqualTo(15);
    assertThat(cell.text().around("X")).isEqualTo("int a;\n\nint b;\nX\nint d;");
  }

  @Test
  void cellWithoutHiddenLinesIsAllItsText() {
    Cell cell = cell("run id=a expect=1", "int a;\n\nint b;");
    assertThat(cell.source()).isEqualTo("int a;\n\nint b;");
    assertThat(cell.before() + cell.after()).isEmpty();
    assertThat(cell.text().around("X")).isEqualTo("X");
  }

  @Test
  void exerciseGathersWhatBelongsToIt() {
    Cell cell =
        book.races(
                """
                ```java exercise id=x timeout=5s
                int a = 0;
                ```
                ```java check for=x
                check();
                ```
                prose
                ```hint for=x
                First.
                ```
                ```hint for=x
                Second.
                ```
                ```java broken for=x
                int a = 2;
                ```
                ```java solution for=x
                int a = 1;
                ```
                ```java broken for=x
                int a = 3;
                ```
                """)
            .cell();
    Exercise exercise = cell.exercise().orElseThrow();
    assertThat(cell.kind()).isEqualTo(CellKind.EXERCISE);
    assertThat(cell.expectation()).isEmpty();
    assertThat(exercise.checks())
        .containsExactly(new Check(Check.Laboratory.NONE, new SourceText("check();", 14)));
    assertThat(exercise.solution()).isEqualTo(new SourceText("int a = 1;", 27));
    assertThat(exercise.broken())
        .containsExactly(new SourceText("int a = 2;", 24), new SourceText("int a = 3;", 30));
    assertThat(exercise.hints()).extracting(SourceText::text).containsExactly("First.", "Second.");
  }

  @Test
  void cellInsideABoxIsACellOfTheChapter() {
    Cell cell =
        book.races(
                """
                > [!PYTHON]
                > Text.
                >
                > ```java run id=a expect=1
                > if (true) {
                >
                >   run();
                > }
                > ```
                """)
            .cell();
    assertThat(cell.source()).isEqualTo("if (true) {\n\n  run();\n}");
    assertThat(cell.line()).isEqualTo(13);
  }
}
