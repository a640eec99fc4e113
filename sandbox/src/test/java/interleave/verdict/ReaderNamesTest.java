package interleave.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaderNamesTest {
  @ParameterizedTest
  @CsvSource({
    "cell.Stressed, actor1, actor1",
    "cell.Stressed_, lambda$actor1$0, actor1",
    "cell.Compared$Node, next, Node.next",
    "cell.Boxed, sum, Boxed.sum",
    "cell.StressedOut, sum, StressedOut.sum",
    "Stressed, sum, Stressed.sum",
    "shop.Till, sell, shop.Till.sell",
    "REPL.$JShell$11B$Counter, inc, Counter.inc",
    "REPL.$JShell$11, do_it$, (top level)",
  })
  void aMethodIsNamedAsItsReaderWroteIt(String type, String method, String told) {
    assertThat(ReaderNames.method(new StackTraceElement(type, method, "cell", 1))).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "cell.Stressed$Node, Node",
    "cell.Boxed, Boxed",
    "cell.Stressed, Stressed",
    "REPL.$JShell$3$Outer$Inner, Outer.Inner",
    "java.util.Map$Entry, java.util.Map.Entry",
  })
  void aTypeIsNamedWithoutWhatWasPutAroundIt(String type, String told) {
    assertThat(ReaderNames.type(type)).isEqualTo(told);
  }
}
