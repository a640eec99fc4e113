package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who comes first when places are short. */
class AdmissionTest {
  private static final Admission.Manner HEAVY = new Admission.Manner(true, false);
  private static final Admission.Manner ALONE = new Admission.Manner(false, true);

  private final Admission admission = new Admission(4);
  private final List<Integer> told = new ArrayList<>();

  @Test
  void heavyOnesNeverHaveMoreThanAQuarterOfThePlaces() {
    assertThat(admission.enter(HEAVY, told::add).admitted()).isDone();
    assertThat(admission.enter(HEAVY, told::add).admitted()).isNotDone();
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
    Admission.Ticket heavy = admission.enter(HEAVY, told::add);
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
  void oneThatMustBeAloneWaitsForThoseInsideAndKeepsOthersOut() {
    Admission.Ticket inside = admission.enter(told::add);
    Admission.Ticket alone = admission.enter(ALONE, told::add);
    Admission.Ticket later = admission.enter(told::add);
    assertThat(alone.admitted()).isNotDone();
    assertThat(later.admitted()).as("it would keep the other one waiting").isNotDone();
    assertThat(told).containsExactly(1, 2);
    inside.close();
    assertThat(alone.admitted()).isDone();
    assertThat(later.admitted()).isNotDone();
    alone.close();
    assertThat(later.admitted()).isDone();
  }

  @Test
  void whoWaitedWhileOneWasAloneComesBeforeTheNextWhoWantsToBe() {
    Admission.Ticket first = admission.enter(ALONE, told::add);
    Admission.Ticket second = admission.enter(ALONE, told::add);
    Admission.Ticket other = admission.enter(told::add);
    first.close();
    assertThat(other.admitted()).isDone();
    assertThat(second.admitted()).isNotDone();
    other.close();
    assertThat(second.admitted()).isDone();
    second.close();
    assertThat(admission.enter(told::add).admitted()).isDone();
  }

  @Test
  void aHeavyOneThatMustBeAloneKeepsNobodyOut() {
    Admission.Ticket inside = admission.enter(told::add);
    Admission.Ticket heavy = admission.enter(new Admission.Manner(true, true), told::add);
    Admission.Ticket later = admission.enter(told::add);
    assertThat(later.admitted()).isDone();
    inside.close();
    assertThat(heavy.admitted()).isNotDone();
    later.close();
    assertThat(heavy.admitted()).isDone();
    assertThat(admission.enter(told::add).admitted()).isNotDone();
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
