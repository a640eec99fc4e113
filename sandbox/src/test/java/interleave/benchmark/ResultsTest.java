package interleave.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private final Results results = new Results();

  @Test
  void pointsOfAnotherJvmJoinThoseOfTheFirstInItsUnit() {
    results.heard(ComparisonTest.measured("a", "ns/op", 1, 900, 950));
    assertThat(results.heard(ComparisonTest.measured("a", "us/op", 1, 1.5)))
        .contains(ComparisonTest.measured("a", "ns/op", 1, 900, 950, 1500));
  }

  @Test
  void aRemarkIsToldOnce() {
    Event.Remark remark = new Event.Remark("It was shortened.");
    assertThat(results.heard(remark)).contains(remark);
    assertThat(results.heard(remark)).isEmpty();
  }

  @Test
  void forgedNonsenseIsNotTold() {
    assertThat(results.heard(ComparisonTest.measured("a", "ns/op", 1, Double.NaN))).isEmpty();
    assertThat(results.heard(ComparisonTest.measured("a", "ns/op", 1))).isEmpty();
    assertThat(results.heard(ComparisonTest.measured("a", "cats", 1, 1))).isEmpty();
    assertThat(results.heard(ComparisonTest.measured("a".repeat(1000), "ns/op", 1, 1))).isEmpty();
    assertThat(results.compared()).isEmpty();
  }

  @Test
  void noNumberOfForgedBenchmarksOverwhelmsTheComparison() {
    for (int i = 0; i < 5000; i++) {
      results.heard(ComparisonTest.measured("b" + i, "ns/op", 1, 1 + i, 2 + i, 3 + i, 4 + i));
      results.heard(ComparisonTest.measured("same", "ns/op", 1, new double[1000]));
    }
    assertThat(results.compared()).hasSizeLessThanOrEqualTo(12);
  }
}
