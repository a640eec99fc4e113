package interleave.agent;

import interleave.protocol.Event;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Stands under {@code System.out} or {@code System.err} and tags what is printed with the thread
 * that prints it.
 *
 * <p>A {@link java.io.PrintStream} hands each print down in one piece from the printing thread.
 * Bytes of a character that is not whole yet wait, for each thread apart.
 */
final class TaggedOutput extends OutputStream {
  private static final int LARGEST_PIECE = 16 << 10;

  private final Event.Stream stream;
  private final Runs runs;
  private final ThreadLocal<byte[]> unfinished = ThreadLocal.withInitial(() -> new byte[0]);

  TaggedOutput(Event.Stream stream, Runs runs) {
    this.stream = stream;
    this.runs = runs;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    byte[] kept = unfinished.get();
    byte[] all = Arrays.copyOf(kept, kept.length + length);
    System.arraycopy(bytes, offset, all, kept.length, length);
    int whole = all.length - unfinishedTail(all);
    unfinished.set(Arrays.copyOfRange(all, whole, all.length));
    for (int from = 0; from < whole; ) {
      int to = Math.min(whole, from + LARGEST_PIECE);
      to -= to < whole ? unfinishedTail(Arrays.copyOfRange(all, from, to)) : 0;
      report(new String(all, from, to - from, StandardCharsets.UTF_8));
      from = to;
    }
  }

  private void report(String text) {
    Thread thread = Thread.currentThread();
    runs.report(
        new Event.Output(
            stream, Texts.cutName(thread.getName()), thread.threadId(), text, runs.nanos()));
  }

  /** How many bytes at the end begin a UTF-8 character that needs more; 0 to 3. */
  private static int unfinishedTail(byte[] bytes) {
    for (int back = 1; back <= Math.min(3, bytes.length); back++) {
      int b = bytes[bytes.length - back] & 0xff;
      if (b >= 0xC0) {
        int needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
        return needed > back ? back : 0;
      }
      if (b < 0x80) {
        return 0;
      }
    }
    return 0;
  }
}
