package interleave.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ScoresTest {

  @Test
  void chanceIsWhatTablesOfTheMannWhitneyTestSay() {
    // Two-sided, exact; for 5 and 5 the critical U at 0.05 is 2, for 4 and 4 it is 0.
    assertThat(Scores.chance(points(1, 2, 3, 4, 5), points(6, 7, 8, 9, 10)))
        .isCloseTo(2 / 252.0, within(1e-12));
    assertThat(Scores.chance(points(1, 2, 3, 4, 7), points(5, 6, 8, 9, 10)))
        .as("U = 2")
        .isCloseTo(8 / 252.0, within(1e-12));
    assertThat(Scores.chance(points(1, 2, 3, 4), points(5, 6, 7, 8)))
        .isCloseTo(2 / 70.0, within(1e-12));
    assertThat(Scores.chance(points(1, 3, 5, 7), points(2, 4, 6, 8))).isGreaterThan(0.5);
    assertThat(Scores.chance(points(1, 1, 1), points(1, 1, 1))).isEqualTo(1);
  }

  @Test
  void manyPointsAreReckonedNearly() {
    List<Double> low = DoubleStream.iterate(0, d -> d + 1).limit(40).boxed().toList();
    List<Double> high = low.stream().map(d -> d + 20.5).toList();
    assertThat(Scores.chance(low, high)).isLessThan(1e-6);
    assertThat(Scores.chance(low, low)).isCloseTo(1, within(0.01));
  }

  @Test
  void threePointsOfEachCanProveNothing() {
    assertThat(Scores.leastChance(3, 3)).isGreaterThan(0.05);
    assertThat(Scores.leastChance(4, 4)).isLessThan(0.05);
  }

  @Test
  void unitsAreChosenForReading() {
    assertThat(Scores.unit(0.3)).isEqualTo("ns/op");
    assertThat(Scores.unit(1500)).isEqualTo("us/op");
    assertThat(Scores.unit(2.5e9)).isEqualTo("s/op");
    assertThat(Scores.worded(1234)).isEqualTo("1.23 us/op");
    assertThat(Scores.worded(123_456)).isEqualTo("123 us/op");
  }

  @Test
  void ratesAndTimesAreEachOthersInverse() {
    assertThat(Scores.nanos(2, "ops/us")).isEqualTo(500);
    assertThat(Scores.converted(2, "ops/us", "ops/ms")).isCloseTo(2000, within(1e-9));
    assertThat(Scores.converted(1500, "ns/op", "us/op")).isEqualTo(1.5);
    assertThat(Scores.nanos(1, "cats/op")).isNaN();
  }

  private static List<Double> points(double... values) {
    return DoubleStream.of(values).boxed().toList();
  }
}
