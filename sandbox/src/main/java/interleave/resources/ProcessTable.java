package interleave.resources;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The system's processes at one moment, by their parents (proc(5)). */
final class ProcessTable {

  private static final Path PROC = Path.of("/proc");
  private static final long NANOS_PER_TICK = 10_000_000; // USER_HZ is 100 wherever Java runs

  private final Map<Long, Row> rows = new HashMap<>();
  private final Map<Long, List<Long>> children = new HashMap<>();

  /** What one process tells: its threads, and its processor time with that of waited-for heirs. */
  private record Row(long parent, int tasks, long cpuNanos) {}

  private ProcessTable() {}

  /** Reads it, in about 10 µs a process; it is empty where there is no /proc. */
  static ProcessTable now() {
    ProcessTable table = new ProcessTable();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path entry : entries) {
        table.read(entry);
      }
    } catch (IOException noProc) {
      // Then nobody counts.
    }
    return table;
  }

  private void read(Path entry) {
    try {
      String stat = Files.readString(entry.resolve("stat"), ISO_8859_1);
      // The second field is the command's name in parentheses, which may contain anything.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      if (fields[0].equals("Z")) {
        return;
      }
      long pid = Long.parseLong(entry.getFileName().toString());
      long parent = Long.parseLong(fields[1]);
      long ticks = 0;
      for (int field = 11; field <= 14; field++) {
        ticks += Long.parseLong(fields[field]);
      }
      rows.put(pid, new Row(parent, Integer.parseInt(fields[17]), ticks * NANOS_PER_TICK));
      children.computeIfAbsent(parent, p -> new ArrayList<>()).add(pid);
    } catch (IOException | RuntimeException gone) {
      // It ended while we looked.
    }
  }

  /** A process and all that came from it and hangs below it, itself first; none if it is gone. */
  List<Long> tree(long root) {
    List<Long> found = new ArrayList<>();
    Deque<Long> waiting = new ArrayDeque<>(List.of(root));
    for (Long pid = waiting.poll(); pid != null; pid = waiting.poll()) {
      if (rows.containsKey(pid)) {
        found.add(pid);
        waiting.addAll(children.getOrDefault(pid, List.of()));
      }
    }
    return found;
  }

  int tasks(long pid) {
    Row row = rows.get(pid);
    return row == null ? 0 : row.tasks;
  }

  long cpuNanos(long pid) {
    Row row = rows.get(pid);
    return row == null ? 0 : row.cpuNanos;
  }

  /** Memory that a process has for itself now, shared anonymous memory included, in bytes. */
  static long ownMemory(long pid) {
    try {
      long kibibytes = 0;
      for (String line : Files.readAllLines(PROC.resolve(pid + "/status"), ISO_8859_1)) {
        if (line.startsWith("RssAnon:") || line.startsWith("RssShmem:")) {
          kibibytes +=
              Long.parseLong(line.substring(line.indexOf(':') + 1, line.length() - 2).strip());
        }
      }
      return kibibytes << 10;
    } catch (IOException | RuntimeException gone) {
      return 0;
    }
  }
}
