package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who comes first when places are short. */
class AdmissionTest {
  private final Admission admission = new Admission(4);
  private final List<Integer> told = new ArrayList<>();

  @Test
  void heavyOnesNeverHaveMoreThanAQuarterOfThePlaces() {
    assertThat(admission.enter(true, told::add).admitted()).isDone();
    assertThat(admission.enter(true, told::add).admitted()).isNotDone();
    assertThat(told).containsExactly(1);
    for (int i = 0; i < 3; i++) {
      assertThat(admission.enter(told::add).admitted()).isDone();
    }
    assertThat(admission.enter(told::add).admitted()).isNotDone();
    assertThat(told).as("the heavy one is overtaken").containsExactly(1, 1, 2);
  }

  @Test
  void lightOnesComeInInTheOrderOfTheirComing() {
    List<Admission.Ticket> inside = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      inside.add(admission.enter(told::add));
    }
    Admission.Ticket heavy = admission.enter(true, told::add);
    Admission.Ticket first = admission.enter(told::add);
    Admission.Ticket second = admission.enter(told::add);
    inside.get(0).close();
    assertThat(first.admitted()).isDone();
    inside.get(1).close();
    assertThat(second.admitted()).isDone();
    assertThat(heavy.admitted()).isNotDone();
    inside.get(2).close();
    assertThat(heavy.admitted()).isDone();
    assertThat(admission.waiting()).isZero();
  }

  @Test
  void whoTookMuchIsHeavyUntilThatIsLongAgo() {
    AtomicLong clock = new AtomicLong();
    Efforts efforts = new Efforts(clock::get);
    Efforts.Account account = efforts.of("one");
    account.charge(Duration.ofSeconds(7));
    assertThat(account.isHeavy()).isFalse();
    account.charge(Duration.ofSeconds(7));
    assertThat(account.isHeavy()).isTrue();
    assertThat(efforts.of("another").isHeavy()).isFalse();
    clock.addAndGet(Duration.ofSeconds(30).toNanos());
    assertThat(efforts.of("one").isHeavy()).isFalse();
  }
}
