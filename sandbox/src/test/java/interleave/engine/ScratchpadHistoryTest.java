package interleave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.EngineReply;
import interleave.protocol.Source;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A scratchpad is a pure function of the texts it has compiled, so that it can be made again. */
class ScratchpadHistoryTest {
  private static final List<Source> TEXTS =
      List.of(
          Source.of(
              "counter", "class Counter { int n; void inc() { n++; } }\nvar c = new Counter();"),
          Source.of("run", "Thread.ofPlatform().start(() -> c.inc()).join();\nc.n"),
          Source.of("wrong", "int a = 1;\nint b = \"text\";"),
          Source.of("missing", "int f() { return nowhere(); }"),
          Source.of("syntax", "int f() {"),
          new Source("hidden", "enum Colour { RED }\n", "Colour.RED", "1 + 1\n"),
          Source.of(
              "counter", "class Counter { int n; void inc() { n += 2; } }\nvar c = new Counter();"),
          Source.of("many", "1 + 1; List.of(1).stream().map(x -> x + 1).toList()"),
          Source.of("refused", "volatile int x;"),
          Source.of("run", "Thread.ofPlatform().start(() -> c.inc()).join();\nc.n"));

  @Test
  void theSameTextsMakeTheSameClassesAndStepsInAnotherScratchpad() {
    List<String> first = compileAll(false);
    List<String> again = compileAll(false);
    assertThat(again).isEqualTo(first);
  }

  @Test
  void askingForCompletionsChangesNothing() {
    assertThat(compileAll(true)).isEqualTo(compileAll(false));
  }

  private static List<String> compileAll(boolean complete) {
    try (Scratchpad pad = new Scratchpad()) {
      return TEXTS.stream()
          .map(
              source -> {
                if (complete) {
                  pad.complete(7, Source.of("other", "c."), 2);
                  pad.complete(8, Source.of("other", "int x = Mat"), 11);
                }
                return told(pad.compile(1, source));
              })
          .toList();
    }
  }

  /** Steps and problems in their order; classes by name, for their order means nothing. */
  private static String told(EngineReply.Compiled compiled) {
    String classes =
        compiled.classes().stream()
            .map(c -> c.name() + " of " + c.cell() + " " + Arrays.hashCode(c.bytes()))
            .sorted()
            .collect(Collectors.joining("\n"));
    return compiled.problems() + "\n" + compiled.steps() + "\n" + classes;
  }
}
