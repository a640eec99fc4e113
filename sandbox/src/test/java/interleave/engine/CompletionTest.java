package interleave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.EngineReply;
import interleave.protocol.EngineReply.Option;
import interleave.protocol.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompletionTest {
  private final Scratchpad pad = new Scratchpad();

  @AfterAll
  void forget() {
    pad.close();
  }

  @Test
  void aBegunMemberIsCompletedFromItsBeginning() {
    EngineReply.Completed completed = atEnd("Thread t = null;\nThread.ofPl");
    assertThat(completed.from()).isEqualTo("Thread t = null;\nThread.".length());
    assertThat(completed.options()).containsExactly(new Option("ofPlatform()", "method"));
  }

  @Test
  void aClassIsOffered() {
    assertThat(atEnd("Atomic").options())
        .contains(new Option("AtomicInteger", "class"), new Option("AtomicLong", "class"));
  }

  @Test
  void whatEarlierCellsDeclaredIsOffered() {
    pad.compile(1, Source.of("cell", "int counterOfMine = 1;\nvoid countMine() {}"));
    assertThat(atEnd("count").options())
        .contains(new Option("counterOfMine", "variable"), new Option("countMine()", "method"));
  }

  @Test
  void offsetsCountInTheVisibleText() {
    Source source = new Source("cell", "int hidden = 1;\n", "int a = 1;\nMath.ab", "int b = 2;\n");
    EngineReply.Completed completed = pad.complete(9, source, source.text().length());
    assertThat(completed.request()).isEqualTo(9);
    assertThat(completed.from()).isEqualTo("int a = 1;\nMath.".length());
    assertThat(completed.options()).extracting(Option::label).contains("abs(");
  }

  @Test
  void aCursorInTheMiddleIsCompletedThere() {
    String text = "int a = Math.ab;\nint b = 2;";
    EngineReply.Completed completed = pad.complete(1, Source.of("cell", text), text.indexOf(';'));
    assertThat(completed.from()).isEqualTo(text.indexOf("ab"));
    assertThat(completed.options()).extracting(Option::label).contains("abs(");
  }

  @Test
  void aCursorOutsideTheTextOrInAnEmptyOneIsNoMistake() {
    for (int cursor : new int[] {-1, 0, 3, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      pad.complete(1, Source.of("cell", ""), cursor);
      EngineReply.Completed completed = pad.complete(1, Source.of("cell", "a\n\n"), cursor);
      assertThat(completed.from()).isBetween(0, 3);
    }
  }

  @Test
  void thereAreNeverTooManyOptions() {
    assertThat(atEnd("").options()).hasSizeLessThanOrEqualTo(200);
  }

  private EngineReply.Completed atEnd(String text) {
    return pad.complete(1, Source.of("cell", text), text.length());
  }
}
