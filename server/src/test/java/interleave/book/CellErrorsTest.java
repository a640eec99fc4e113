package interleave.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellErrorsTest {
  @TempDir Path temporary;
  private TinyBook book;

  @BeforeEach
  void make() {
    book = new TinyBook(temporary);
  }

  private List<String> errorsOf(String keys) {
    return book.races("```java run id=a " + keys + "\n1\n```\n").errors();
  }

  private List<String> errorsOfText(String text) {
    return book.races("```java run id=a expect=1\n" + text + "\n```\n").errors();
  }

  @Test
  void cellWithoutAnOutcomeIsRefused() {
    assertThat(errorsOf(""))
        .containsExactly(
            "content/en/07-races.md:10: cell \"a\" declares no outcome; add expect=\"...\","
                + " forbid=\"...\" or outcome=...");
  }

  @Test
  void unknownOutcomeIsRefused() {
    assertThat(errorsOf("outcome=asleep"))
        .containsExactly(
            "content/en/07-races.md:10: cell \"a\": unknown outcome \"asleep\"; the outcomes are"
                + " completed, rejected, threw:java.lang.X, timeout, exit:3, died, too-much-output,"
                + " too-much-memory, too-many-processes, too-much-cpu and deadlock");
  }

  @Test
  void exitStatusThatNoProcessHasIsRefused() {
    assertThat(errorsOf("outcome=exit:256"))
        .singleElement()
        .asString()
        .contains("unknown outcome \"exit:256\"");
  }

  @Test
  void wrongRegexIsRefusedWithTheReason() {
    assertThat(errorsOf("expect=\"a(b\""))
        .containsExactly(
            "content/en/07-races.md:10: cell \"a\": expect=\"a(b\" is no regex: Unclosed group at"
                + " character 4; correct it");
  }

  @Test
  void wrongDurationIsRefused() {
    assertThat(errorsOf("expect=1 timeout=10"))
        .containsExactly(
            "content/en/07-races.md:10: cell \"a\": timeout=10 is no duration; write it like 500ms,"
                + " 10s or 2m");
    assertThat(errorsOf("expect=1 timeout=0s")).hasSize(1);
  }

  @Test
  void wrongNumberOfCoresIsRefused() {
    assertThat(errorsOf("expect=1 cores=65"))
        .containsExactly(
            "content/en/07-races.md:10: cell \"a\": cores=65 is no number of cores; write 1 to 64");
  }

  @Test
  void wrongMemoryIsRefused() {
    assertThat(errorsOf("expect=1 memory=512"))
        .containsExactly(
            "content/en/07-races.md:10: cell \"a\": memory=512 is no size; write it like 512m or"
                + " 1g");
  }

  @Test
  void memoryThatNoJvmFitsIntoIsRefused() {
    assertThat(errorsOf("expect=1 memory=95m"))
        .containsExactly(
            "content/en/07-races.md:10: cell \"a\": memory=95m is less than a JVM needs; write 96m"
                + " or more");
    assertThat(errorsOf("expect=1 memory=96m")).isEmpty();
  }

  @Test
  void wrongProcessorTimeIsRefused() {
    assertThat(errorsOf("expect=1 cpu=fast"))
        .containsExactly(
            "content/en/07-races.md:10: cell \"a\": cpu=fast is no duration; write it like 500ms,"
                + " 10s or 2m");
  }

  @Test
  void wrongOutputIsRefused() {
    assertThat(errorsOf("expect=1 output=2g"))
        .containsExactly(
            "content/en/07-races.md:10: cell \"a\": output=2g is no size; write it like 64k or 2m");
  }

  @Test
  void wrongListOfNeedsIsRefused() {
    assertThat(errorsOf("expect=1 needs=b,,c"))
        .containsExactly(
            "content/en/07-races.md:10: cell \"a\": needs=b,,c is no list of ids; write needs=a,b");
  }

  @Test
  void needNamedTwiceIsRefused() {
    assertThat(
            book.races(
                    """
                    ```java run id=b expect=1
                    1
                    ```
                    ```java run id=a needs=b,b expect=1
                    1
                    ```
                    """)
                .errors())
        .containsExactly("content/en/07-races.md:13: cell \"a\" needs \"b\" twice; name it once");
  }

  @Test
  void wrongProgramNameIsRefused() {
    assertThat(
            book.races("```java program id=a name=the.Worker expect=1\nvoid main() {}\n```\n")
                .errors())
        .containsExactly(
            "content/en/07-races.md:10: cell \"a\": name=the.Worker is no class name; write it like"
                + " Worker");
  }

  @Test
  void hiddenLineInTheMiddleIsRefusedAtItsLine() {
    assertThat(errorsOfText("# int a;\nint b;\n# int c;\nint d;"))
        .containsExactly(
            "content/en/07-races.md:13: a hidden line stands among visible ones; hidden lines come"
                + " first or last, and ## writes a visible #");
  }

  @Test
  void cellThatShowsNothingIsRefused() {
    assertThat(errorsOfText("# int a;\n"))
        .containsExactly("content/en/07-races.md:10: cell \"a\" shows no line; write its code");
  }
}
