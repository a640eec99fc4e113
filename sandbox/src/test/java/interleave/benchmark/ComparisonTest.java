package interleave.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  @Test
  void theFasterOneIsNamedWithItsPoints() {
    assertThat(
            compared(
                List.of(
                    measured("slow", "us/op", 1, 0.040, 0.041, 0.042, 0.043, 0.044),
                    measured("quick", "ns/op", 1, 10, 10, 11, 10, 12))))
        .containsExactly(
            "quick is 4.20 times as fast as slow: 10.0 ns/op against 42.0 ns/op, the medians of"
                + " points of which none overlap (Mann-Whitney, p = 0.008).");
  }

  @Test
  void whatDiffersByLessThanJvmsDoIsSaidWithCare() {
    assertThat(
            compared(
                List.of(
                    measured("a", "ns/op", 1, 100, 101, 100.5, 100.2, 100.7),
                    measured("b", "ns/op", 1, 102, 103, 102.5, 102.2, 102.7))))
        .singleElement()
        .asString()
        .startsWith("a is faster than b by 2 %")
        .endsWith("that is so little that the next JVM may say otherwise.");
  }

  @Test
  void whatOverlapsCannotBeToldApart() {
    assertThat(
            compared(
                List.of(
                    measured("a", "ns/op", 1, 10, 12, 14, 16, 18),
                    measured("b", "ns/op", 1, 11, 13, 15, 17, 19))))
        .singleElement()
        .asString()
        .startsWith("a and b cannot be told apart: 14.0 ns/op and 15.0 ns/op")
        .contains("p = 0.69");
  }

  @Test
  void threePointsAreTooFew() {
    assertThat(
            compared(
                List.of(measured("a", "ns/op", 1, 1, 2, 3), measured("b", "ns/op", 1, 10, 20, 30))))
        .containsExactly(
            "a and b have too few points to be told apart; measure at least four of each.");
  }

  @Test
  void severalThreadsAreMeasuredAgainstOne() {
    assertThat(
            compared(
                List.of(
                    measured("next", "ns/op", 1, 10, 10, 10, 10),
                    measured("next", "ns/op", 4, 20, 20, 20, 20))))
        .containsExactly(
            "next: 4 threads get 2.0 times as much done as one; 4 times would be ideal.");
  }

  @Test
  void aParameterCalledThreadsIsAMatterOfTheMethodItself() {
    assertThat(compared(List.of(divided("1", 90), divided("3", 30))))
        .containsExactly(
            "sum: 3 threads get 3.0 times as much done as one; 3 times would be ideal.");
  }

  @Test
  void ratesAreComparedTheOtherWayRound() {
    assertThat(
            compared(
                List.of(
                    measured("a", "ops/us", 1, 10, 10, 10, 10, 11),
                    measured("b", "ops/us", 1, 20, 21, 20, 20, 20))))
        .singleElement()
        .asString()
        .startsWith("b is 2.00 times as fast as a");
  }

  @Test
  void threadsAreNotExpectedToDoMoreThanTheCoresThereAre() {
    List<Event.Benchmark> divided = List.of(divided("1", 90), divided("3", 45));
    assertThat(Comparison.of(divided, 2))
        .containsExactly(
            "sum: 3 threads get 2.0 times as much done as one; 2 times, on 2 cores, would be"
                + " ideal.");
    assertThat(Comparison.of(divided, 1))
        .containsExactly(
            "sum: 3 threads get 2.0 times as much done as one; as much, on one core, would be"
                + " ideal.");
  }

  private static List<String> compared(List<Event.Benchmark> benchmarks) {
    return Comparison.of(benchmarks, 4);
  }

  private static Event.Benchmark divided(String threads, double nanos) {
    return new Event.Benchmark(
        "sum",
        "avgt",
        "ns/op",
        List.of(nanos),
        List.of(new Event.Parameter("threads", threads)),
        1,
        true,
        true);
  }

  static Event.Benchmark measured(String name, String unit, int threads, double... points) {
    return new Event.Benchmark(
        name,
        "avgt",
        unit,
        DoubleStream.of(points).boxed().toList(),
        List.of(),
        threads,
        true,
        true);
  }
}
