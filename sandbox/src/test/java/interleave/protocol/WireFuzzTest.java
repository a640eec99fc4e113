package interleave.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Throws bytes at the codec that no honest end would send. */
class WireFuzzTest {
  private static final long SEED = 20_250_916;
  private static final int TRIES = 6_000;
  private static final Duration AT_MOST = Duration.ofSeconds(3);

  /** How much a byte of a frame may cost in memory: a list of the smallest records is the worst. */
  private static final int MEMORY_PER_BYTE = 64;

  private static final int BOUND = Wire.EVENT_BOUND;

  static Stream<Class<?>> sets() {
    return Samples.sets();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void randomBytesAreMessagesOrRefused(Class<?> set) {
    Random random = new Random(SEED);
    fuzz(
        set,
        () -> {
          byte[] content = new byte[1 + random.nextInt(200)];
          random.nextBytes(content);
          content[0] = (byte) random.nextInt(8); // most random kinds would be refused at once
          return framed(content);
        });
  }

  @ParameterizedTest
  @MethodSource("sets")
  void changedMessagesAreMessagesOrRefused(Class<?> set) {
    Random random = new Random(SEED + 1);
    List<byte[]> honest = frames(set);
    fuzz(
        set,
        () -> {
          byte[] frame = honest.get(random.nextInt(honest.size())).clone();
          for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            change(frame, random);
          }
          return frame;
        });
  }

  @Test
  void readingAllocatesInProportionToTheFrameWhateverItClaims() {
    Wire<SessionReply> wire = new Wire<>(SessionReply.class, BOUND);
    // An exception with as many smallest frames as fit, and then one byte too many.
    ByteBuffer worst = ByteBuffer.allocate(BOUND - 1);
    worst.put((byte) 1).putLong(1).put((byte) 6).putInt(0).put((byte) 0).putInt(0);
    worst.putInt((worst.remaining() - Integer.BYTES) / 9);
    assertBounded(wire, framed(worst.array()));
    // A text of two gigabytes in a frame of a few bytes.
    assertBounded(
        wire,
        framed(
            ByteBuffer.allocate(14)
                .put((byte) 1)
                .putLong(1)
                .put((byte) 1)
                .putInt(Integer.MAX_VALUE)
                .array()));
  }

  private static void assertBounded(Wire<?> wire, byte[] frame) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    readAll(wire, frame); // loads classes and looks up records
    long before = threads.getCurrentThreadAllocatedBytes();
    readAll(wire, frame);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).isLessThan((long) MEMORY_PER_BYTE * frame.length + 100_000);
  }

  /** Makes the bytes of one try. */
  private interface Maker {
    byte[] make();
  }

  private static void fuzz(Class<?> set, Maker maker) {
    Wire<?> wire = new Wire<>(set, BOUND);
    long deadline = System.nanoTime() + AT_MOST.toNanos();
    for (int i = 0; i < TRIES && System.nanoTime() < deadline; i++) {
      byte[] bytes = maker.make();
      try {
        readAll(wire, bytes);
      } catch (Throwable unexpected) {
        fail(
            "at try " + i + " of seed " + SEED + ": " + HexFormat.of().formatHex(bytes),
            unexpected);
      }
    }
  }

  private static void readAll(Wire<?> wire, byte[] bytes) {
    InputStream in = new ByteArrayInputStream(bytes);
    try {
      while (wire.read(in) != null) {
        // Another message.
      }
    } catch (WireException refused) {
      // As it should be.
    } catch (IOException e) {
      throw new AssertionError("neither a message nor refused", e);
    }
  }

  private static void change(byte[] frame, Random random) {
    int at = random.nextInt(frame.length);
    switch (random.nextInt(4)) {
      case 0 -> frame[at] = (byte) random.nextInt(256);
      case 1 -> frame[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> {
        int extreme = List.of(-1, Integer.MAX_VALUE, 0, 1 << 24, 1_000).get(random.nextInt(5));
        ByteBuffer.wrap(frame).putInt(Math.min(at, frame.length - Integer.BYTES), extreme);
      }
      default -> {
        int from = random.nextInt(frame.length);
        int length = Math.min(frame.length - Math.max(at, from), random.nextInt(32));
        System.arraycopy(frame, from, frame, at, length);
      }
    }
  }

  private static <T> List<byte[]> frames(Class<T> set) {
    Wire<T> wire = new Wire<>(set, BOUND);
    List<byte[]> frames = new ArrayList<>();
    for (T message : new Samples(SEED).ofEach(set)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        wire.write(out, message);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      frames.add(out.toByteArray());
    }
    return frames;
  }

  private static byte[] framed(byte[] content) {
    return ByteBuffer.allocate(Integer.BYTES + content.length)
        .putInt(content.length)
        .put(content)
        .array();
  }
}
