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
            Comparison.of(
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
            Comparison.of(
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
            Comparison.of(
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
            Comparison.of(
                List.of(measured("a", "ns/op", 1, 1, 2, 3), measured("b", "ns/op", 1, 10, 20, 30))))
        .containsExactly(
            "a and b have too few points to be told apart; measure at least four of each.");
  }

  @Test
  void ratesAreComparedTheOtherWayRound() {
    assertThat(
            Comparison.of(
                List.of(
                    measured("a", "ops/us", 1, 10, 10, 10, 10, 11),
                    measured("b", "ops/us", 1, 20, 21, 20, 20, 20))))
        .singleElement()
        .asString()
        .startsWith("b is 2.00 times as fast as a");
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
