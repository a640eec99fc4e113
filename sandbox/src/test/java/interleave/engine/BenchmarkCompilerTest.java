package interleave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.ClassFile;
import interleave.protocol.EngineReply;
import interleave.protocol.Event;
import interleave.protocol.Source;
import interleave.protocol.Step;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkListEntry;

class BenchmarkCompilerTest {

  @Test
  void plainMethodsAreComparedInTheOrderOfTheText() {
    EngineReply.Compiled compiled =
        accepted(
            """
            import java.util.concurrent.atomic.*;

            AtomicLong count = new AtomicLong();
            int[] numbers;

            void setup() { numbers = new int[] {helper()}; }
            long second() { return count.incrementAndGet(); }
            int first(Blackhole hole) { hole.consume(numbers); return 0; }
            private int helper() { return 1; }
            """);
    assertThat(entries(compiled))
        .extracting(BenchmarkListEntry::getUsername)
        .containsExactly("cell.Compared.second", "cell.Compared.first");
    assertThat(compiled.steps())
        .extracting(step -> ((Step.Measure) step).place() + "/" + ((Step.Measure) step).of())
        .containsExactly("1/2", "2/2");
  }

  @Test
  void whatWasGeneratedIsOfNoCell() {
    assertThat(accepted("int one() { return 1; }").classes())
        .filteredOn(file -> !file.cell().isEmpty())
        .extracting(ClassFile::name)
        .containsExactly("cell.Compared");
  }

  @Test
  void anOrdinaryClassWithoutAPackageIsJmhsOwnForm() {
    EngineReply.Compiled compiled =
        accepted(
            """
            import org.openjdk.jmh.annotations.*;
            @State(Scope.Thread) @Threads(3) @Fork(2)
            public class Sum {
              @Param({"1", "10"}) int size;
              @Benchmark public int sum() { return size; }
            }
            """);
    assertThat(entries(compiled))
        .hasSize(4)
        .allMatch(entry -> entry.getThreads().get() == 3)
        .extracting(entry -> entry.getParams().get().get("size")[0])
        .containsExactly("1", "10", "1", "10");
  }

  @Test
  void aPackageOfTheReadersOwnIsKept() {
    assertThat(
            entries(
                accepted(
                    "package mine;\npublic class Sum {\n  @org.openjdk.jmh.annotations.Benchmark"
                        + " public int sum() { return 1; } }")))
        .extracting(BenchmarkListEntry::getUserClassQName)
        .containsExactly("mine.Sum");
  }

  @Test
  void aMethodIsMeasuredWithEachNumberOfThreads() {
    assertThat(entries(accepted("long n;\n@Threads({1, 2, 500}) long next() { return ++n; }")))
        .extracting(entry -> entry.getThreads().get())
        .containsExactly(1, 2, 64);
  }

  @Test
  void anErrorStandsWhereTheReaderMadeIt() {
    String text = "@Param({\"1\"}) int size, other;\nint one() {\n  return \"text\";\n}";
    Event.Problem problem = rejected(text);
    assertThat(problem.line()).isEqualTo(3);
    assertThat(text.substring(problem.start(), problem.end())).isEqualTo("\"text\"");
  }

  @Test
  void brokenSyntaxIsToldAsTheCompilerTellsIt() {
    assertThat(rejected("int one() {\n  return 1\n}").line()).isEqualTo(2);
  }

  @Test
  void whatJmhRefusesIsToldAtItsLine() {
    Event.Problem problem =
        rejected(
            "import org.openjdk.jmh.annotations.*;\npublic class Sum {\n"
                + "  @Benchmark int sum() { return 1; }\n}");
    assertThat(problem.line()).isEqualTo(3);
    assertThat(problem.message()).isEqualTo("@Benchmark method should be public.");
  }

  @Test
  void namesOfOursMayBeTheReadersToo() {
    assertThat(accepted("class Compared {}\nObject one() { return new Compared(); }").steps())
        .hasSize(1);
  }

  @Test
  void aTextWithNothingToMeasureIsToldWhatToWrite() {
    assertThat(rejected("int n;\nprivate int one() { return n; }").message())
        .startsWith("Nothing here is to be measured; write the methods to compare");
    assertThat(rejected("class A {}").message()).startsWith("Nothing here is to be measured");
    assertThat(rejected("").message()).startsWith("Nothing here is to be measured");
  }

  @Test
  void moreMeasurementsThanThereIsTimeForAreRefused() {
    String values =
        IntStream.range(0, 1000).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","));
    String methods =
        IntStream.range(0, 2000)
            .mapToObj(i -> "int m" + i + "() {return 1;}\n")
            .collect(Collectors.joining());
    for (String text :
        List.of(
            "@Param({"
                + values
                + "}) int a;\n@Param({"
                + values
                + "}) int b;\nint f() { return a; }",
            methods)) {
      assertThat(rejected(text).message()).startsWith("This asks for more than 40 measurements");
    }
  }

  @Test
  void forksAreBounded() {
    assertThat(accepted("@Fork(1000) int one() { return 1; }").steps()).hasSize(5);
  }

  @Test
  void benchmarksOfTheSameNameAreRefused() {
    String body = " { @Benchmark public int sum() { return 1; } }";
    assertThat(
            rejected(
                    "import org.openjdk.jmh.annotations.*;\npublic class A"
                        + body
                        + "\npublic class Outer { public static class B"
                        + body
                        + " }")
                .message())
        .isEqualTo("Two benchmarks are called sum; give them different names.");
  }

  private static List<BenchmarkListEntry> entries(EngineReply.Compiled compiled) {
    return compiled.steps().stream()
        .map(step -> new BenchmarkListEntry(((Step.Measure) step).list()))
        .toList();
  }

  private static EngineReply.Compiled accepted(String text) {
    EngineReply.Compiled compiled = BenchmarkCompiler.compile(1, Source.of("cell", text));
    assertThat(compiled.problems()).isEmpty();
    assertThat(compiled.rejected()).isFalse();
    return compiled;
  }

  private static Event.Problem rejected(String text) {
    EngineReply.Compiled compiled = BenchmarkCompiler.compile(1, Source.of("cell", text));
    assertThat(compiled.rejected()).isTrue();
    assertThat(compiled.steps()).isEmpty();
    return compiled.problems().getFirst();
  }
}
