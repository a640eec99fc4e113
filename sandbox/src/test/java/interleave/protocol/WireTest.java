package interleave.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireTest {
  private static final int BOUND = 1 << 20;

  private final Wire<SessionReply> replies = new Wire<>(SessionReply.class, BOUND);
  private final Wire<SessionCommand> commands = new Wire<>(SessionCommand.class, BOUND);

  static Stream<Class<?>> sets() {
    return Samples.sets();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everyMessageComesOutAsItWentIn(Class<?> set) throws IOException {
    roundTrip(set);
  }

  private static <T> void roundTrip(Class<T> set) throws IOException {
    Wire<T> wire = new Wire<>(set, BOUND);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<T> sent = new Samples(1).ofEach(set);
    for (T message : sent) {
      wire.write(out, message);
    }
    List<T> received = new ArrayList<>();
    InputStream in = new ByteArrayInputStream(out.toByteArray());
    for (T next = wire.read(in); next != null; next = wire.read(in)) {
      received.add(next);
    }
    assertThat(received).hasSize(sent.size());
    for (int i = 0; i < sent.size(); i++) {
      assertThat(received.get(i)).usingRecursiveComparison().isEqualTo(sent.get(i));
    }
    assertThat(received.stream().map(Object::getClass).distinct())
        .as("kinds of messages seen")
        .hasSize(set.getPermittedSubclasses().length);
  }

  @Test
  void theEndOfTheStreamIsNull() throws IOException {
    assertThat(replies.read(InputStream.nullInputStream())).isNull();
  }

  @Test
  void aFrameIsWrittenInOnePiece() throws IOException {
    List<Integer> pieces = new ArrayList<>();
    ByteArrayOutputStream counting =
        new ByteArrayOutputStream() {
          @Override
          public void write(byte[] bytes, int offset, int length) {
            pieces.add(length);
            super.write(bytes, offset, length);
          }
        };
    replies.write(counting, new SessionReply.Ended(1, false, 2, 3));
    assertThat(pieces).containsExactly(counting.size());
  }

  @Test
  void aFrameThatArrivesByteByByteIsRead() throws IOException {
    var ended = new SessionReply.Ended(7, true, 8, 9);
    InputStream drops = InputStream.nullInputStream();
    for (byte b : frame(ended)) {
      drops = new SequenceInputStream(drops, new ByteArrayInputStream(new byte[] {b}));
    }
    assertThat(replies.read(drops)).isEqualTo(ended);
  }

  @Test
  void aFrameCutShortAnywhereIsRefused() throws IOException {
    for (SessionReply message : new Samples(2).ofEach(SessionReply.class)) {
      byte[] whole = frame(message);
      for (int length = 1; length < whole.length; length += 1 + length / 20) {
        refused(Arrays.copyOf(whole, length));
      }
    }
  }

  @Test
  void contentCutShortAnywhereIsRefused() throws IOException {
    for (SessionReply message : new Samples(3).ofEach(SessionReply.class)) {
      byte[] content = content(frame(message));
      for (int length = 1; length < content.length; length += 1 + length / 20) {
        refused(framed(Arrays.copyOf(content, length)));
      }
    }
  }

  @Test
  void bytesAfterTheMessageAreRefused() throws IOException {
    for (SessionReply message : new Samples(4).ofEach(SessionReply.class)) {
      byte[] content = content(frame(message));
      refused(framed(Arrays.copyOf(content, content.length + 1)));
    }
  }

  @Test
  void aFrameOfNoNegativeOrTooGreatLengthIsRefusedBeforeItsContentIsRead() {
    for (int length : new int[] {0, -1, Integer.MIN_VALUE, BOUND + 1, Integer.MAX_VALUE}) {
      InputStream rest =
          new InputStream() {
            @Override
            public int read() {
              throw new AssertionError("read on after a length of " + length);
            }
          };
      byte[] header = ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
      assertThatExceptionOfType(WireException.class)
          .isThrownBy(
              () -> replies.read(new SequenceInputStream(new ByteArrayInputStream(header), rest)));
    }
  }

  @Test
  void aMessageOverTheBoundIsNotWrittenAtAll() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> commands.write(out, new SessionCommand.Input("x".repeat(BOUND), false)));
    assertThat(out.size()).isZero();
  }

  @Test
  void aMessageAsLargeAsTheBoundPasses() throws IOException {
    int around = content(frame(new SessionCommand.Input("", false))).length;
    var largest = new SessionCommand.Input("x".repeat(BOUND - around), false);
    assertThat(commands.read(new ByteArrayInputStream(frame(largest)))).isEqualTo(largest);
  }

  @Test
  void anUnknownChoiceIsRefused() throws IOException {
    int kinds = SessionReply.class.getPermittedSubclasses().length;
    for (int choice : new int[] {kinds, 127, 128, 255}) {
      refused(framed(new byte[] {(byte) choice}));
    }
    // In order: the kind Ended, its run, then a truth value of 2.
    refused(framed(ByteBuffer.allocate(26).put((byte) 2).putLong(1).put((byte) 2).array()));
    // The kind Report, its run, the event Output, then a stream that is neither out nor err.
    refused(framed(ByteBuffer.allocate(40).put((byte) 1).putLong(1).put((byte) 2).put((byte) 2)));
  }

  @Test
  void aTextThatClaimsMoreThanTheFrameHoldsIsRefused() throws IOException {
    for (int length : new int[] {-1, 3, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      ByteBuffer input = ByteBuffer.allocate(1 + Integer.BYTES + 2).put((byte) 1).putInt(length);
      refused(commands, framed(input));
    }
  }

  @Test
  void aListThatClaimsMoreThanTheFrameHoldsIsRefused() throws IOException {
    for (int count : new int[] {-1, 5, 1 << 30, Integer.MAX_VALUE}) {
      ByteBuffer run = ByteBuffer.allocate(17).put((byte) 0).putLong(1).putInt(count).putInt(0);
      refused(commands, framed(run));
    }
  }

  @Test
  void causesNestedAsDeepAsTheAgentTellsThemPass() throws IOException {
    var report = new SessionReply.Report(1, threw(8));
    assertThat(replies.read(new ByteArrayInputStream(frame(report)))).isEqualTo(report);
  }

  @Test
  void causesNestedTooDeepAreRefused() throws IOException {
    refused(frame(new SessionReply.Report(1, threw(30))));
    ByteBuffer forged = ByteBuffer.allocate(10 + 14 * 10_000);
    forged.put((byte) 1).putLong(1).put((byte) 6); // a report of run 1: Threw
    while (forged.hasRemaining()) {
      forged.putInt(0).put((byte) 0).putInt(0).putInt(0).put((byte) 1); // ... and its cause:
    }
    refused(framed(forged));
  }

  private static Event.Threw threw(int depth) {
    Event.Threw threw = null;
    for (int i = 0; i < depth; i++) {
      threw =
          new Event.Threw(
              "E" + i,
              Optional.of("m"),
              "main",
              1,
              2,
              List.of(new Event.Frame(Optional.of("c"), i, "f")),
              Optional.ofNullable(threw));
    }
    return threw;
  }

  private void refused(byte[] bytes) {
    refused(replies, bytes);
  }

  private static void refused(Wire<?> wire, byte[] bytes) {
    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> wire.read(new ByteArrayInputStream(bytes)));
  }

  private byte[] frame(SessionReply message) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    replies.write(out, message);
    return out.toByteArray();
  }

  private byte[] frame(SessionCommand message) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    commands.write(out, message);
    return out.toByteArray();
  }

  private static byte[] content(byte[] frame) {
    return Arrays.copyOfRange(frame, Integer.BYTES, frame.length);
  }

  private static byte[] framed(ByteBuffer content) {
    return framed(content.array());
  }

  private static byte[] framed(byte[] content) {
    return ByteBuffer.allocate(Integer.BYTES + content.length)
        .putInt(content.length)
        .put(content)
        .array();
  }
}
