package interleave.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import interleave.protocol.Timeline;
import interleave.protocol.Timeline.State;
import interleave.protocol.Wire;
import interleave.timeline.Drawing;
import interleave.timeline.Watched;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A recording changed on purpose is drawn soon, in little memory, with what is left of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedFlightTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String UNREADABLE = "What the Flight Recorder told cannot be read";

  private byte[] flight = new byte[0];
  private byte[] watched = new byte[0];

  @BeforeAll
  void record() throws Exception {
    long began = System.nanoTime();
    long main;
    try (Flight recorded = new Flight()) {
      Thread thread =
          Thread.ofPlatform()
              .group(new ThreadGroup("cell"))
              .start(
                  () -> {
                    for (int i = 0; i < 20; i++) {
                      LockSupport.parkNanos(2_000_000);
                    }
                  });
      main = thread.threadId();
      thread.join();
      flight = recorded.bytes(8 << 20);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Wire<>(Watched.class, Watched.BOUND)
        .write(
            out,
            new Watched.Run(
                began,
                System.nanoTime(),
                main - 1,
                main,
                List.of(),
                List.of(""),
                new byte[0],
                new byte[0],
                List.of(),
                List.of()));
    watched = out.toByteArray();
  }

  @Test
  void anHonestOneIsDrawn() throws IOException {
    Timeline timeline = Drawing.of(flight, watched);
    assertThat(timeline.lanes().getFirst().spans())
        .filteredOn(s -> s.state() == State.PARKED)
        .hasSizeGreaterThan(15);
    assertThat(timeline.notes()).noneMatch(n -> n.startsWith(UNREADABLE));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void changedBytesAreDrawnOrSaid(int seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      byte[] forged = flight.clone();
      for (int change = 0; change < 1 << random.nextInt(8); change++) {
        int at = random.nextInt(random.nextBoolean() ? forged.length : 68);
        forged[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : 0xff);
      }
      assertDrawnSoon(forged);
    }
  }

  @Test
  void oneThatIsCutOffIsSaid() {
    for (int length = 1; length < flight.length; length += flight.length / 40) {
      assertThat(assertDrawnSoon(Arrays.copyOf(flight, length)).notes())
          .anyMatch(n -> n.startsWith(UNREADABLE));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 67, -1, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE})
  void aChunkThatClaimsAnotherLengthIsSaid(long length) {
    byte[] forged = flight.clone();
    ByteBuffer.wrap(forged).putLong(8, length);
    assertThat(assertDrawnSoon(forged).notes()).anyMatch(n -> n.startsWith(UNREADABLE));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x01, 0x80, 0xff})
  void eventsThatClaimAnotherLengthAreDrawnOrSaid(int first) {
    byte[] forged = flight.clone();
    Arrays.fill(forged, 68, 76, (byte) first);
    assertDrawnSoon(forged);
  }

  @Test
  void oneThatIsStillBeingWrittenIsNotWaitedFor() {
    byte[] forged = flight.clone();
    forged[64] = (byte) 0xff;
    assertDrawnSoon(forged);
  }

  @Test
  void manyTimesTheSameChunkIsDrawn() {
    byte[] many = new byte[flight.length * Math.max(1, (4 << 20) / flight.length)];
    for (int at = 0; at < many.length; at += flight.length) {
      System.arraycopy(flight, 0, many, at, flight.length);
    }
    assertDrawnSoon(many);
  }

  private Timeline assertDrawnSoon(byte[] forged) {
    return assertTimeoutPreemptively(
        SOON,
        () -> {
          assertThatNoException().isThrownBy(() -> Drawing.of(forged, watched));
          return Drawing.of(forged, watched);
        });
  }
}
