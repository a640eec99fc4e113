package interleave.engine;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.explore.Budget;
import interleave.explore.Explorer;
import interleave.explore.Program;
import interleave.explore.Progress;
import interleave.explore.result.Result;
import interleave.explore.result.Step;
import interleave.explore.result.Verdict;
import interleave.protocol.ClassFile;
import interleave.protocol.EngineReply;
import interleave.protocol.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is made of cells in a scratchpad, by JShell, is explored like a program. */
class ExplorationCompilerTest {
  private final ExplorationCompiler compiler = new ExplorationCompiler(new ProgramCompiler());

  @Test
  void aCellThatBuildsOnOthersIsExploredInItsReadersLines() {
    Result.Failed failed =
        failed(
            """
            var second = new Thread(counter::inc);
            var first = new Thread(() -> counter.inc());
            first.start(); second.start();
            first.join(); second.join();
            assert counter.value == LIMIT : "lost";
            """,
            "static final int LIMIT = 2;",
            """
            class Counter {
              int value;
              void inc() {
                value++;
              }
            }
            Counter counter = new Counter();
            """);

    assertThat(failed.verdict()).isEqualTo(Verdict.ASSERTION);
    assertThat(failed.sentence())
        .startsWith(
            "main ends with AssertionError: lost (line 5). The accesses race: Counter.value:")
        .contains("T1 reads it (line 4)");
    assertThat(failed.steps())
        .filteredOn(step -> step.source().equals("cell1") && step.thread() > 0)
        .extracting(step -> step.source() + " " + step.line() + " " + step.text())
        .containsExactly(
            "cell1 4 value → 0", "cell1 4 value → 0", "cell1 4 value = 1", "cell1 4 value = 1");
    assertThat(failed.steps().getLast())
        .extracting(Step::source, Step::line, Step::text)
        .containsExactly("explored", 5, "throws AssertionError: lost");
  }

  @Test
  void whatCellsDeclareBeginsAnewInEveryExecution() {
    Result result =
        explored(
            """
            assert count == 7 && list.equals(List.of(1)) && Config.n == 1 && Level.LOW.value == 1;
            count++;
            list.add(2);
            Config.n++;
            Level.LOW.value++;
            var t = new Thread(() -> { synchronized (list) { count++; } });
            t.start();
            synchronized (list) { count++; }
            t.join();
            assert count == 10;
            """,
            "int count = 7;\nList<Integer> list = new ArrayList<>();\nlist.add(1);",
            """
            class Config { static int n = 1; }
            enum Level { LOW; int value = 1; }
            """);

    assertThat(result).isInstanceOf(Result.Explored.class);
    assertThat(((Result.Explored) result).exhausted()).isTrue();
    assertThat(result.schedules()).isGreaterThan(2);
    assertThat(result.unmodelled()).isEmpty();
  }

  @Test
  void aRaceOnAVariableOfACellIsCalledByItsName() {
    Result.Failed failed =
        failed(
            """
            var t = new Thread(() -> hits++);
            t.start();
            hits++;
            t.join();
            """,
            "int hits;");

    assertThat(failed.verdict()).isEqualTo(Verdict.DATA_RACE);
    assertThat(failed.sentence()).startsWith("hits: ").contains("(line 1)", "(line 3)");
    assertThat(failed.steps()).extracting(Step::text).contains("hits → 0", "hits = 1");
  }

  @Test
  void aMethodAndALockOfEarlierCellsAreWoven() {
    Result.Failed failed =
        failed(
            """
            var a = Thread.ofVirtual().start(() -> move(left, right));
            var b = Thread.ofVirtual().start(() -> move(right, left));
            a.join(); b.join();
            """,
            "import java.util.concurrent.locks.*;\nLock left = new ReentrantLock(), right = new"
                + " ReentrantLock();",
            """
            void move(Lock from, Lock to) {
              from.lock();
              try {
                to.lock();
                to.unlock();
              } finally {
                from.unlock();
              }
            }
            """);

    assertThat(failed.verdict()).isEqualTo(Verdict.DEADLOCK);
    assertThat(failed.sentence()).contains("held by T2 (line 4)", "held by T1 (line 4)");
  }

  @Test
  void variablesThatJavacWillNotTakeTogetherAreToldApart() {
    EngineReply.Compiled compiled =
        compiler.compile(
            1,
            List.of(),
            Source.of(
                "explored", "static volatile int x, y;\nvoid main() { x = 1;\n  y = x + ; }"));

    assertThat(compiled.rejected()).isTrue();
    assertThat(compiled.problems())
        .extracting(p -> p.line() + ": " + p.message())
        .containsExactly(
            "1: Outside of a class javac takes one variable at a time: write static volatile int x;"
                + " static volatile int y;",
            "3: illegal start of expression");
  }

  private Result.Failed failed(String text, String... before) {
    return (Result.Failed) explored(text, before);
  }

  private Result explored(String text, String... before) {
    List<Source> cells = new ArrayList<>();
    for (String one : before) {
      cells.add(Source.of("cell" + cells.size(), one));
    }
    EngineReply.Compiled compiled = compiler.compile(1, cells, Source.of("explored", text));
    assertThat(compiled.problems()).isEmpty();
    var explore = (interleave.protocol.Step.Explore) compiled.steps().getFirst();
    Map<String, byte[]> classes =
        compiled.classes().stream().collect(Collectors.toMap(ClassFile::name, ClassFile::bytes));
    List<Program.Entry> entries =
        Stream.concat(explore.before().stream(), explore.explored().stream())
            .map(ExplorationCompilerTest::entry)
            .toList();
    return Explorer.of(new Program(classes, entries)).explore(Budget.standard(), Progress.none());
  }

  private static Program.Entry entry(interleave.protocol.Step step) {
    return switch (step) {
      case interleave.protocol.Step.Execute(String type) -> new Program.Entry(type, "do_it$");
      case interleave.protocol.Step.Show(String type, _, _) -> new Program.Entry(type, "do_it$");
      default -> throw new AssertionError("not of a cell: " + step);
    };
  }
}
