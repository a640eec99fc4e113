package interleave.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import interleave.protocol.Timeline;
import interleave.protocol.Wire;
import interleave.timeline.Call.Phase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session JVM tells can be anything: it is drawn within bounds, or not at all. */
class DrawingTest {
  private static final byte[] NO_FLIGHT = new byte[0];

  @Test
  void nothingIsNoTimeline() {
    assertThatThrownBy(() -> Drawing.of(NO_FLIGHT, new byte[0])).isInstanceOf(IOException.class);
  }

  @Test
  void aFlightThatIsNoneIsSaidAndTheRestIsDrawn() throws IOException {
    ByteBuffer entries = ByteBuffer.allocate(2 * Watched.ENTRY_WORDS * Long.BYTES);
    entry(entries, 100, 2, Call.SLEEP, Phase.BEFORE);
    entry(entries, 900, 2, Call.SLEEP, Phase.DONE);
    byte[] watched = wire(run(0, 1_000, entries.array(), List.of()));
    Timeline timeline = Drawing.of(new byte[5_000], watched);
    assertThat(timeline.lanes()).hasSize(1);
    assertThat(timeline.notes())
        .anyMatch(n -> n.startsWith("What the Flight Recorder told cannot"));
  }

  @Test
  void aRunThatEndsBeforeItBeginsIsNoTimeline() throws IOException {
    byte[] watched = wire(run(5, 4, new byte[0], List.of()));
    assertThatThrownBy(() -> Drawing.of(NO_FLIGHT, watched)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void entriesOfNoSenseAreDrawnWithinBounds(int seed) throws IOException {
    Random random = new Random(seed);
    ByteBuffer entries = ByteBuffer.allocate(20_000 * Watched.ENTRY_WORDS * Long.BYTES);
    while (entries.hasRemaining()) {
      boolean wild = random.nextInt(4) == 0;
      entries
          .putLong(wild ? random.nextLong() : random.nextLong(1_000_000_000))
          .putLong(wild ? random.nextLong() : random.nextInt(3_000))
          .putLong(
              wild
                  ? random.nextLong()
                  : (long) Watched.site(random.nextInt(3), random.nextInt(99)) << 32
                      | (long) random.nextInt(Call.values().length * 4) << 24
                      | random.nextInt(4))
          .putLong(random.nextInt(40));
    }
    byte[] processors = new byte[64_000];
    random.nextBytes(processors);
    Watched.Run run =
        new Watched.Run(
            0,
            1_000_000_000,
            1,
            2,
            List.of(new Watched.OfCell("A".repeat(60_000), "c".repeat(60_000))),
            List.of("", "T".repeat(60_000)),
            entries.array(),
            processors,
            List.of(new Watched.Last(7, "n".repeat(9_999), "WAITING", "o".repeat(999), 5, "A", -7)),
            List.of("x".repeat(9_999)));
    assertWithinBounds(Drawing.of(NO_FLIGHT, wire(run)));
  }

  @Test
  void aWatchedPartThatIsCutOffIsNoTimeline() throws IOException {
    byte[] whole = wire(run(0, 1_000, new byte[320], List.of("note")));
    for (int length = 0; length < whole.length; length += 7) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Drawing.of(NO_FLIGHT, cut)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void whatIsTooMuchIsCutAndSaid() throws IOException {
    ByteBuffer entries = ByteBuffer.allocate(60_000 * Watched.ENTRY_WORDS * Long.BYTES);
    for (int i = 0; i < 30_000; i++) {
      entry(entries, 10_000L + i * 1_000_000L, 3 + i % 3_000, Call.SLEEP, Phase.BEFORE);
      entry(entries, 10_000L + i * 1_000_000L + 900_000L, 3 + i % 3_000, Call.SLEEP, Phase.DONE);
    }
    Timeline timeline =
        Drawing.of(NO_FLIGHT, wire(run(0, 40_000_000_000L, entries.array(), List.of())));
    assertWithinBounds(timeline);
    assertThat(timeline.lanes()).hasSize(Bounds.LANES);
    assertThat(timeline.notes()).anyMatch(n -> n.contains("threads that started later"));
  }

  @ParameterizedTest
  @EnumSource(Call.class)
  void oneThreadThatDoesNothingButOneThingIsDrawnInTime(Call call) throws IOException {
    ByteBuffer entries = ByteBuffer.allocate(120_000 * Watched.ENTRY_WORDS * Long.BYTES);
    for (int i = 0; i < 60_000; i++) {
      entry(entries, 1 + i * 40_000L, 2, call, Phase.BEFORE, i);
      entry(entries, 1 + i * 40_000L + (i % 2) * 35_000L, 2, call, Phase.values()[i % 3], 7);
    }
    byte[] watched = wire(run(0, 4_000_000_000L, entries.array(), List.of()));
    assertWithinBounds(
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Drawing.of(NO_FLIGHT, watched)));
  }

  @Test
  void timesAtTheEndsOfTheirRangeAreNoTimeline() throws IOException {
    byte[] watched = wire(run(Long.MIN_VALUE, Long.MAX_VALUE, new byte[0], List.of()));
    assertThatThrownBy(() -> Drawing.of(NO_FLIGHT, watched)).isInstanceOf(IOException.class);
    byte[] endless = wire(run(0, Long.MAX_VALUE, new byte[0], List.of()));
    assertThatThrownBy(() -> Drawing.of(NO_FLIGHT, endless)).isInstanceOf(IOException.class);
  }

  private static void entry(ByteBuffer to, long nanos, long thread, Call call, Phase phase) {
    entry(to, nanos, thread, call, phase, 0);
  }

  private static void entry(
      ByteBuffer to, long nanos, long thread, Call call, Phase phase, long object) {
    to.putLong(nanos)
        .putLong(thread)
        .putLong((long) Watched.site(0, 1) << 32 | (long) Watched.what(call, phase) << 24)
        .putLong(object);
  }

  private static void assertWithinBounds(Timeline timeline) {
    assertThat(timeline.lanes()).hasSizeLessThanOrEqualTo(Bounds.LANES);
    assertThat(timeline.lanes().stream().mapToInt(l -> l.spans().size()).sum())
        .isLessThanOrEqualTo(Bounds.SPANS);
    assertThat(timeline.arrows()).hasSizeLessThanOrEqualTo(Bounds.ARROWS);
    assertThat(timeline.locks()).hasSizeLessThanOrEqualTo(Bounds.LOCKS);
    assertThat(timeline.notes()).hasSizeLessThanOrEqualTo(40).allMatch(n -> n.length() < 600);
    timeline
        .lanes()
        .forEach(
            lane -> {
              assertThat(lane.thread()).hasSizeLessThan(100);
              long free = lane.fromNanos();
              for (Timeline.Span span : lane.spans()) {
                assertThat(span.fromNanos()).isGreaterThanOrEqualTo(free);
                assertThat(span.toNanos()).isGreaterThan(span.fromNanos());
                free = span.toNanos();
              }
              assertThat(lane.toNanos()).isBetween(free, timeline.nanos());
            });
    IntStream.range(1, timeline.cores().size())
        .forEach(
            i ->
                assertThat(timeline.cores().get(i).fromNanos())
                    .isEqualTo(timeline.cores().get(i - 1).toNanos()));
  }

  private static Watched.Run run(long began, long ended, byte[] entries, List<String> notes) {
    return new Watched.Run(
        began, ended, 1, 2, List.of(), List.of(""), entries, new byte[0], List.of(), notes);
  }

  private static byte[] wire(Watched.Run run) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Wire<>(Watched.class, Watched.BOUND).write(out, run);
    return out.toByteArray();
  }
}
