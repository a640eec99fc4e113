package interleave.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Optional;

class PlanTest {

  @Test
  void withoutAWishItIsShort() {
    Plan plan = Plan.of(entry(Optional.none(), Optional.none()), 60_000);
    assertThat(plan).isEqualTo(new Plan(2, 200, 5, 200, 1, java.util.Optional.empty()));
  }

  @Test
  void whatIsAskedIsGrantedWhereThereIsTime() {
    Plan plan = Plan.of(entry(Optional.of(1), Optional.of(TimeValue.seconds(1))), 60_000);
    assertThat(plan.warmupMillis()).isEqualTo(1000);
    assertThat(plan.millis()).isEqualTo(2000);
    assertThat(plan.shortened()).isEmpty();
  }

  @Test
  void whatDoesNotFitIsShortenedAndSaid() {
    for (long millis : new long[] {0, 400, 1000, 5000, 20_000}) {
      Plan plan = Plan.of(entry(Optional.of(5), Optional.of(TimeValue.seconds(10))), millis);
      assertThat(plan.millis())
          .as("in %d ms: %s", millis, plan)
          .isLessThanOrEqualTo(Math.max(millis, 100));
      assertThat(plan.points()).isBetween(1, 5);
      assertThat(plan.shortened().orElseThrow())
          .startsWith("5 x 10 s of warming up and 5 x 10 s of measuring do not fit");
    }
  }

  @Test
  void absurdWishesAreBounded() {
    Plan plan =
        Plan.of(entry(Optional.of(Integer.MAX_VALUE), Optional.of(TimeValue.days(1000))), 10_000);
    assertThat(plan.millis()).isLessThanOrEqualTo(10_000);
    assertThat(plan.points()).isBetween(1, 200);
  }

  private static BenchmarkListEntry entry(Optional<Integer> count, Optional<TimeValue> time) {
    return new BenchmarkListEntry(
        "cell.Sum",
        "cell.jmh_generated.Sum",
        "sum",
        Mode.AverageTime,
        Optional.none(),
        new int[] {1},
        Optional.none(),
        count,
        time,
        Optional.none(),
        count,
        time,
        Optional.none(),
        Optional.none(),
        Optional.none(),
        Optional.none(),
        Optional.none(),
        Optional.none(),
        Optional.none(),
        Optional.none(),
        Optional.<TimeUnit>none(),
        Optional.none(),
        Optional.none());
  }
}
