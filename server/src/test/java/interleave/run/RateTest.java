package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateTest {
  private long now = 1_000_000_000L;
  private final Rate rate = new Rate(4, () -> now);

  @Test
  void soManyMayHappenAtOnceAndTheNextAfterItsShareOfTheMinute() {
    for (int i = 0; i < 4; i++) {
      assertThat(rate.untilAllowed("ann")).isZero();
      rate.happened("ann");
    }
    assertThat(rate.untilAllowed("ann")).isEqualTo(Duration.ofSeconds(15));
    assertThat(rate.untilAllowed("bob")).isZero();
    pass(Duration.ofSeconds(14));
    assertThat(rate.untilAllowed("ann")).isEqualTo(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    assertThat(rate.untilAllowed("ann")).isZero();
    rate.happened("ann");
    assertThat(rate.untilAllowed("ann")).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void whoHasRestedIsForgotten() {
    for (int i = 0; i < 1000; i++) {
      rate.happened("reader " + i);
    }
    assertThat(rate.keys()).isEqualTo(1000);
    pass(Duration.ofSeconds(15));
    rate.happened("another");
    assertThat(rate.keys()).isEqualTo(1);
  }

  @Test
  void strangersWithoutEndTakeNoMemoryWithoutEnd() {
    for (int i = 0; i < 50_000; i++) {
      rate.happened("stranger " + i);
    }
    assertThat(rate.keys()).isEqualTo(20_000);
    assertThat(rate.untilAllowed("stranger 49999")).isZero();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
