package interleave.isolation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds the system's shared libraries that programs need, by reading their ELF files, so that a box
 * holds these and no other file of the system.
 */
final class SharedLibraries {

  private static final int LOAD = 1;
  private static final int DYNAMIC = 2;
  private static final int INTERPRETER = 3;
  private static final long NEEDED = 1;
  private static final long STRING_TABLE = 5;

  private final List<Path> directories;
  private final SortedSet<Path> found = new TreeSet<>();
  private final Set<String> seen = new HashSet<>();

  private SharedLibraries(Architecture architecture) {
    // Where the loader looks without its cache, which a box does not have.
    directories =
        List.of(
            Path.of("/lib", architecture.multiarch),
            Path.of("/usr/lib", architecture.multiarch),
            Path.of("/lib64"),
            Path.of("/usr/lib64"),
            Path.of("/lib"),
            Path.of("/usr/lib"));
  }

  /**
   * The loader and the libraries that the programs need, directly or not. A library that is in none
   * of the system's directories is left out: a JDK's own libraries find each other.
   *
   * @param programs executables and shared libraries; what is no ELF file needs nothing
   * @throws IOException if one of the files cannot be read
   */
  static SortedSet<Path> neededBy(Collection<Path> programs, Architecture architecture)
      throws IOException {
    var libraries = new SharedLibraries(architecture);
    Deque<Path> waiting = new ArrayDeque<>(programs);
    while (!waiting.isEmpty()) {
      for (Path needed : libraries.neededBy(waiting.remove())) {
        if (libraries.found.add(needed)) {
          waiting.add(needed);
        }
      }
    }
    // Loaded by name, where host names and users are looked up with an older C library.
    libraries.locate("libnss_files.so.2", libraries.found);
    return libraries.found;
  }

  private List<Path> neededBy(Path program) throws IOException {
    try (var channel = FileChannel.open(program)) {
      ByteBuffer file =
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN);
      if (file.limit() < 64 || file.getInt(0) != 0x464c457f || file.get(4) != 2) {
        return List.of(); // not ELF of 64 bits
      }
      return read(file);
    }
  }

  private List<Path> read(ByteBuffer file) {
    List<Path> needed = new ArrayList<>();
    long dynamic = -1;
    List<long[]> segments = new ArrayList<>();
    for (int i = 0; i < file.getShort(56); i++) {
      int header = (int) file.getLong(32) + i * file.getShort(54);
      long offset = file.getLong(header + 8);
      switch (file.getInt(header)) {
        case LOAD -> segments.add(new long[] {file.getLong(header + 16), offset});
        case DYNAMIC -> dynamic = offset;
        case INTERPRETER -> needed.add(Path.of(text(file, offset)));
      }
    }
    if (dynamic < 0) {
      return needed;
    }
    long strings = 0;
    List<Long> names = new ArrayList<>();
    for (int at = (int) dynamic; file.getLong(at) != 0; at += 16) {
      long tag = file.getLong(at);
      if (tag == NEEDED) {
        names.add(file.getLong(at + 8));
      } else if (tag == STRING_TABLE) {
        strings = file.getLong(at + 8);
      }
    }
    long table = offsetOf(strings, segments);
    for (long name : names) {
      locate(text(file, table + name), needed);
    }
    return needed;
  }

  private void locate(String name, Collection<Path> into) {
    if (seen.add(name)) {
      directories.stream()
          .map(directory -> directory.resolve(name))
          .filter(Files::isRegularFile)
          .findFirst()
          .ifPresent(into::add);
    }
  }

  /** The place in the file of an address in memory: in the last segment that starts below it. */
  private static long offsetOf(long address, List<long[]> segments) {
    long offset = address;
    for (long[] segment : segments) {
      if (segment[0] <= address) {
        offset = address - segment[0] + segment[1];
      }
    }
    return offset;
  }

  private static String text(ByteBuffer file, long offset) {
    int end = (int) offset;
    while (file.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - (int) offset];
    file.get((int) offset, bytes);
    return new String(bytes, ISO_8859_1);
  }
}
