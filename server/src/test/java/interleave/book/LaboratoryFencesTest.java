package interleave.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What authors write of laboratories, and what they are told when it makes no sense. */
class LaboratoryFencesTest {
  @TempDir Path temporary;
  private TinyBook book;

  @BeforeEach
  void make() {
    book = new TinyBook(temporary);
  }

  private List<String> errorsOf(String fence) {
    return book.races(fence).errors();
  }

  @Test
  void anExploreCellSaysWhatTheExplorerFinds() {
    Cell cell = book.races("```java explore id=a finds=deadlock\nvoid main() {}\n```\n").cell();
    assertThat(cell.kind()).isEqualTo(CellKind.EXPLORE);
    assertThat(cell.expectation().orElseThrow().finds()).contains("deadlock");
  }

  @Test
  void anExploreCellThatDoesNotSayItIsRefused() {
    assertThat(errorsOf("```java explore id=a\nvoid main() {}\n```\n"))
        .singleElement()
        .asString()
        .contains("cell \"a\" does not say what the explorer finds; add finds=assertion|");
  }

  @Test
  void aFindingThatThereIsNotIsRefused() {
    assertThat(errorsOf("```java explore id=a finds=bugs\nvoid main() {}\n```\n"))
        .singleElement()
        .asString()
        .contains("finds=bugs is nothing that the explorer finds; write one of assertion,");
  }

  @Test
  void aStressCellNamesOutcomesThatMustBeSeen() {
    Cell cell = book.races("```java stress id=a seen=\"0, 0; 1, 1\"\nint x;\n```\n").cell();
    assertThat(cell.kind()).isEqualTo(CellKind.STRESS);
    assertThat(cell.expectation().orElseThrow().seen()).containsExactly("0, 0", "1, 1");
    assertThat(cell.expectation().orElseThrow().finds()).isEqualTo(Optional.empty());
  }

  @Test
  void aBenchmarkNeedsNoOutcome() {
    Cell cell = book.races("```java benchmark id=a\nint one() { return 1; }\n```\n").cell();
    assertThat(cell.kind()).isEqualTo(CellKind.BENCHMARK);
  }

  @Test
  void aProgramHasArgumentsAndAName() {
    Cell cell =
        book.races(
                "```java program id=a name=Worker args=\"one two\" expect=1\nvoid main() {}\n```\n")
            .cell();
    assertThat(cell.name()).contains("Worker");
    assertThat(cell.arguments()).containsExactly("one", "two");
  }

  @Test
  void checksMayRunInLaboratories() {
    Cell cell =
        book.races(
                "```java exercise id=x\nclass A {}\n```\n"
                    + "```java check for=x\nnew A();\n```\n"
                    + "```java check explore for=x\nvoid main() {}\n```\n"
                    + "```java check stress for=x\nint y;\n```\n"
                    + "```java solution for=x\nclass A {}\n```\n"
                    + "```java broken for=x\nclass A {}\n```\n")
            .cell();
    assertThat(cell.exercise().orElseThrow().checks())
        .extracting(Check::laboratory)
        .containsExactly(Check.Laboratory.NONE, Check.Laboratory.EXPLORE, Check.Laboratory.STRESS);
  }

  @Test
  void aStoredRunStandsBesideItsStressCell() {
    String page =
        "```java stress id=a\nint x;\n```\n"
            + "```stored for=a machine=\"Graviton 3, 64 cores\"\n0, 1 = 4,100,200\n1, 1 = 7\n```\n";
    assertThat(errorsOf(page)).isEmpty();
  }

  @Test
  void aStoredRunWithoutAMachineOrWithAWrongLineIsRefused() {
    assertThat(errorsOf("```java stress id=a\nint x;\n```\n```stored for=a\nzero = none\n```\n"))
        .hasSize(3)
        .anyMatch(e -> e.contains("add machine="))
        .anyMatch(e -> e.contains("a stored run has lines like: 0, 1 = 4,100,200"))
        .anyMatch(e -> e.contains("the stored run is empty"));
  }
}
