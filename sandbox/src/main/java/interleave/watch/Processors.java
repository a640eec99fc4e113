package interleave.watch;

import interleave.timeline.Watched;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks the kernel how long each thread ran and how long it waited for a processor: {@code
 * /proc/self/task/N/schedstat}, in nanoseconds (Linux, Documentation/scheduler/sched-stats.rst).
 */
final class Processors implements AutoCloseable {
  private static final Path TASKS = Path.of("/proc/self/task");
  private static final int MOST_TASKS = 64;
  private static final int MOST_ENTRIES = 20_000;

  /** Threads of the JVM that do nothing of the reader's. */
  private static final List<String> OF_THE_JVM =
      List.of(
          "java",
          "GC",
          "VM ",
          "C1 ",
          "C2 ",
          "Signal D",
          "Service ",
          "Monitor D",
          "Finalizer",
          "Reference",
          "Common-C",
          "Notific",
          "Attach L",
          "interleave-",
          "JFR ",
          "G1 ",
          "Sweeper");

  private final Map<String, Task> tasks = new HashMap<>();
  private final ByteBuffer told =
      ByteBuffer.allocate(MOST_ENTRIES * Watched.PROCESSOR_WORDS * Long.BYTES);
  private boolean crowded;

  private static final class Task {
    final @Nullable RandomAccessFile file;
    String last = "";
    boolean seen = true;

    Task(@Nullable RandomAccessFile file) {
      this.file = file;
    }
  }

  /** Whether the kernel can be asked. */
  static boolean areTold() {
    return Files.isReadable(Path.of("/proc/self/schedstat"));
  }

  /** Asks once; threads that have neither run nor waited since are not told again. */
  void ask() {
    String[] names = TASKS.toFile().list();
    if (names == null) {
      return;
    }
    byte[] piece = new byte[96];
    tasks.values().forEach(task -> task.seen = false);
    for (String name : names) {
      Task task = tasks.computeIfAbsent(name, this::open);
      task.seen = true;
      if (task.file != null) {
        ask(name, task, task.file, piece);
      }
    }
    tell(System.nanoTime(), 0, 0, 0);
    for (Iterator<Task> all = tasks.values().iterator(); all.hasNext(); ) {
      Task task = all.next();
      if (!task.seen) {
        close(task);
        all.remove();
      }
    }
  }

  private Task open(String name) {
    try {
      String comm = Files.readString(TASKS.resolve(name).resolve("comm"));
      if (OF_THE_JVM.stream().anyMatch(comm::startsWith)) {
        return new Task(null);
      }
      if (tasks.values().stream().filter(t -> t.file != null).count() >= MOST_TASKS) {
        crowded = true;
        return new Task(null);
      }
      return new Task(new RandomAccessFile(TASKS.resolve(name).resolve("schedstat").toFile(), "r"));
    } catch (IOException e) {
      return new Task(null); // it has just ended
    }
  }

  private void ask(String name, Task task, RandomAccessFile file, byte[] piece) {
    try {
      file.seek(0);
      int length = file.read(piece);
      long now = System.nanoTime();
      String text = length <= 0 ? "" : new String(piece, 0, length, StandardCharsets.US_ASCII);
      String[] words = text.strip().split(" ");
      if (words.length < 2 || text.equals(task.last)) {
        return;
      }
      task.last = text;
      tell(now, Long.parseLong(name), Long.parseLong(words[0]), Long.parseLong(words[1]));
    } catch (IOException | NumberFormatException e) {
      task.last = ""; // it has ended since
    }
  }

  private void tell(long now, long task, long ran, long waited) {
    if (told.remaining() >= Watched.PROCESSOR_WORDS * Long.BYTES) {
      told.putLong(now).putLong(task).putLong(ran).putLong(waited);
    }
  }

  /** Whether some threads were not asked about, because there were too many. */
  boolean isCrowded() {
    return crowded;
  }

  byte[] bytes() {
    byte[] bytes = new byte[told.position()];
    told.get(0, bytes);
    return bytes;
  }

  @Override
  public void close() {
    tasks.values().forEach(Processors::close);
    tasks.clear();
  }

  private static void close(Task task) {
    try {
      if (task.file != null) {
        task.file.close();
      }
    } catch (IOException e) {
      task.last = ""; // nothing is lost
    }
  }
}
