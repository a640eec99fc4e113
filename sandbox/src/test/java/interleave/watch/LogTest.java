package interleave.watch;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.timeline.Call;
import interleave.timeline.Call.Phase;
import interleave.timeline.Watched;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What woven code tells is kept whole while there is room, and in its order for each thread. */
class LogTest {
  private final Log log = new Log();

  @Test
  void eachThreadsEntriesAreAllKeptInTheirOrder() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 200; t++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < 100; i++) {
                      tell(i, Call.SLEEP, Phase.BEFORE);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Map<Long, Integer> nextOf = new HashMap<>();
    for (Told told : told()) {
      assertThat(told.object).isEqualTo(nextOf.merge(told.thread, 1, Integer::sum) - 1);
    }
    assertThat(nextOf).hasSize(200).allSatisfy((_, count) -> assertThat(count).isEqualTo(100));
    assertThat(log.fullSince()).isEmpty();
  }

  @Test
  void momentaryLocksAreAllKeptWhileThereIsRoom() {
    for (int i = 0; i < 5_000; i++) {
      lock(i);
    }
    assertThat(told()).hasSize(15_000);
    assertThat(log.forgotten()).isZero();
  }

  @Test
  void aLoopOverALockDoesNotHideWhatComesAfterIt() {
    for (int i = 0; i < 300_000; i++) {
      lock(1);
    }
    tell(42, Call.AWAIT, Phase.BEFORE);
    assertThat(log.fullSince()).isEmpty();
    assertThat(log.forgotten()).isGreaterThan(100_000);
    assertThat(told()).anyMatch(t -> t.object == 42).hasSizeLessThan(Log.MOST);
  }

  @Test
  void aLockThatIsHeldForLongerIsKeptInACrowdToo() {
    for (int i = 0; i < 40_000; i++) {
      lock(1);
    }
    tell(7, Call.LOCK, Phase.BEFORE);
    tell(7, Call.LOCK, Phase.DONE);
    long held = System.nanoTime();
    while (System.nanoTime() - held < 2 * Log.MOMENT) {
      Thread.onSpinWait();
    }
    tell(7, Call.UNLOCK, Phase.DONE);
    assertThat(told()).filteredOn(t -> t.object == 7).hasSize(3);
  }

  @Test
  void whatComesWhenThereIsNoRoomIsLost() {
    for (int i = 0; i < Log.MOST + 500; i++) {
      tell(i, Call.SLEEP, Phase.BEFORE);
    }
    assertThat(told()).hasSize(Log.MOST);
    assertThat(log.fullSince()).isPresent();
  }

  private void lock(long object) {
    tell(object, Call.MONITOR, Phase.BEFORE);
    tell(object, Call.MONITOR, Phase.DONE);
    tell(object, Call.MONITOR_EXIT, Phase.DONE);
  }

  private void tell(long object, Call call, Phase phase) {
    log.add(object, 0, Watched.what(call, phase), Watched.site(0, 1));
  }

  private record Told(long thread, long object) {}

  private List<Told> told() {
    ByteBuffer bytes = ByteBuffer.wrap(log.bytes());
    List<Told> all = new ArrayList<>();
    while (bytes.hasRemaining()) {
      assertThat(bytes.getLong()).isNotZero();
      long thread = bytes.getLong();
      bytes.getLong();
      all.add(new Told(thread, bytes.getLong()));
    }
    return all;
  }
}
