package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.Outcome;
import interleave.protocol.Source;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Benchmarks and stress tests as readers run them: compiled by an engine, each in its box. */
@ExtendWith(SharedSessions.class)
class LaboratoriesTest {
  private final Reader reader;

  LaboratoriesTest(Sessions sessions) {
    reader = new Reader(sessions);
  }

  @Test
  void twoMethodsAreMeasuredPointByPointAndCompared() {
    Heard heard =
        benchmark(
            """
            int[] numbers = IntStream.range(0, 100).toArray();

            int one() {
              return numbers[0];
            }

            int all() {
              int sum = 0;
              for (int i = 0; i < 50; i++) for (int n : numbers) sum = sum * 31 + n;
              return sum;
            }
            """);
    assertThat(heard.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(heard.of(Event.Machine.class)).hasSize(1);
    assertThat(heard.of(Event.Progress.class).getFirst().text())
        .matches("one: warming up, 1 of 2; .* left");
    List<Event.Benchmark> told = heard.of(Event.Benchmark.class);
    assertThat(told)
        .extracting(b -> b.points().size())
        .containsExactly(1, 2, 3, 4, 5, 1, 2, 3, 4, 5);
    assertThat(told)
        .filteredOn(Event.Benchmark::done)
        .extracting(Event.Benchmark::name)
        .containsExactly("one", "all");
    assertThat(remarks(heard)).anyMatch(s -> s.matches("one is .* times as fast as all: .*"));
    assertThat(heard.printed()).as("JMH's own words").isEmpty();
  }

  @Test
  void aMethodThatNeverEndsIsToldWithItsLineAndTheOthersAreMeasured() {
    Heard heard =
        start(
            new Cell.Kind.Benchmark(),
            "int n;\nvoid spin() {\n  while (true)\n    n++;\n}\nint next() { return ++n; }",
            Duration.ofSeconds(8));
    assertThat(remarks(heard))
        .anyMatch(s -> s.matches("spin was still running when its time was up, at line [34], .*"));
    assertThat(heard.of(Event.Benchmark.class)).extracting(Event.Benchmark::name).contains("next");
    assertThat(heard.outcome()).isEqualTo(Outcome.COMPLETED);
  }

  @Test
  void aMethodThatThrowsIsShownWithItsLine() {
    Heard heard = benchmark("int zero;\nint divide() {\n  return 1 / zero;\n}");
    assertThat(heard.outcome()).isEqualTo(Outcome.THREW);
    Event.Threw threw = heard.of(Event.Threw.class).getFirst();
    assertThat(threw.exception()).isEqualTo("java.lang.ArithmeticException");
    assertThat(threw.frames()).extracting(Event.Frame::line).first().isEqualTo(3);
    assertThat(remarks(heard)).anyMatch(s -> s.startsWith("divide threw an exception"));
  }

  @Test
  void aStressTestCountsOutcomesAndSaysWhatIsExpectedOfThem() {
    Heard heard =
        stress(
            """
            @Outcome(id = "1", expect = ACCEPTABLE_INTERESTING, desc = "an update is lost")
            @Outcome(id = "2", expect = ACCEPTABLE, desc = "both counted")
            @Outcome(id = "3", expect = FORBIDDEN, desc = "no such number")
            int n;
            void actor1() { n++; }
            void actor2() { n++; }
            int observer() { return n; }
            """);
    assertThat(heard.outcome()).isEqualTo(Outcome.COMPLETED);
    List<Event.Outcomes> tables = heard.of(Event.Outcomes.class);
    assertThat(tables).hasSizeGreaterThan(1);
    assertThat(tables).extracting(Event.Outcomes::done).endsWith(false, true);
    assertThat(tables.getLast().rows())
        .extracting(Event.Tally::outcome)
        .containsExactly("1", "2", "3");
    Event.Tally both = tables.getLast().rows().get(1);
    assertThat(both.count()).isGreaterThan(1000);
    assertThat(both.description()).isEqualTo("both counted");
    assertThat(tables.getLast().rows().get(2).count()).isZero();
  }

  @Test
  void actorsThatWaitForEachOtherAreToldWithALine() {
    Heard heard =
        start(
            new Cell.Kind.Stress(),
            "volatile boolean on;\nvoid actor1() {\n  while (!on);\n}\nint actor2() { return 1; }",
            Duration.ofSeconds(2));
    assertThat(remarks(heard))
        .anyMatch(s -> s.matches("The actors were still running .* at line 3; .*"));
  }

  @Test
  void forksAreJvmsWhosePointsAreTakenTogether() {
    Heard heard = benchmark("int n;\n@Fork(2) int next() {\n  return ++n;\n}");
    assertThat(heard.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(heard.of(Event.Benchmark.class).getLast().points()).hasSize(10);
  }

  @Test
  void aTestOfTerminationTellsWhetherAThreadEverSawTheSignal() {
    Heard heard =
        stress(
            """
            import org.openjdk.jcstress.annotations.*;
            @JCStressTest(Mode.Termination) @State
            @Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "it saw the signal")
            @Outcome(id = "STALE", expect = Expect.ACCEPTABLE_INTERESTING, desc = "it never did")
            public class Stop {
              boolean stop;
              @Actor public void loop() { while (!stop); }
              @Signal public void signal() { stop = true; }
            }
            """);
    assertThat(heard.outcome()).isEqualTo(Outcome.COMPLETED);
    List<Event.Tally> rows = heard.of(Event.Outcomes.class).getLast().rows();
    assertThat(rows).extracting(Event.Tally::outcome).containsExactly("TERMINATED", "STALE");
    assertThat(rows).extracting(Event.Tally::count).anyMatch(count -> count > 0);
  }

  @Test
  void anActorThatThrowsIsShownWithItsLine() {
    Heard heard =
        stress("int[] a = {0};\nvoid actor1() { a[0]++; }\nint actor2() {\n  return a[1];\n}");
    assertThat(heard.outcome()).isEqualTo(Outcome.THREW);
    assertThat(heard.of(Event.Threw.class).getFirst().frames())
        .extracting(Event.Frame::line)
        .first()
        .isEqualTo(4);
  }

  private Heard benchmark(String text) {
    return start(new Cell.Kind.Benchmark(), text, SharedSessions.LIMITS.usual().wall()).untilOver();
  }

  private Heard stress(String text) {
    return start(new Cell.Kind.Stress(), text, Duration.ofSeconds(5)).untilOver();
  }

  private Heard start(Cell.Kind kind, String text, Duration wall) {
    Allowance usual = SharedSessions.LIMITS.usual();
    return reader
        .start(
            new Cell(
                kind,
                Source.of("cell", text),
                List.of(),
                new Allowance(wall, usual.cpu(), usual.memoryMiB(), usual.outputBytes()),
                Conditions.USUAL))
        .untilOver();
  }

  private static List<String> remarks(Heard heard) {
    return heard.of(Event.Remark.class).stream().map(Event.Remark::sentence).toList();
  }
}
