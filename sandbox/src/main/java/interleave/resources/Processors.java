package interleave.resources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Deals out the processors that this server may use. */
final class Processors {

  private final List<Integer> all;
  private final AtomicInteger next = new AtomicInteger();

  Processors(List<Integer> all) {
    this.all = List.copyOf(all);
  }

  /** Those that this process may run on; without /proc none are known. */
  static Processors ofThisServer() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return new Processors(
          lines
              .filter(line -> line.startsWith("Cpus_allowed_list:"))
              .findFirst()
              .map(line -> parse(line.substring(line.indexOf(':') + 1).strip()))
              .orElse(List.of()));
    } catch (IOException noProc) {
      return new Processors(List.of());
    }
  }

  /** Whether there are more than a number, so that it means something. */
  boolean areMoreThan(int number) {
    return all.size() > number;
  }

  /** Every processor, as the kernel writes lists. */
  String all() {
    return text(all);
  }

  /**
   * A number of neighbouring processors, each time from another one on, so that boxes of one
   * processor do not all sit on the same; all, if there are no more.
   */
  String some(int number) {
    if (!areMoreThan(number)) {
      return all();
    }
    int first = Math.floorMod(next.getAndAdd(number), all.size());
    return text(
        IntStream.range(0, number).mapToObj(i -> all.get((first + i) % all.size())).toList());
  }

  private static String text(List<Integer> processors) {
    return processors.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** Reads a list as the kernel writes it, such as {@code 0-3,8}. */
  static List<Integer> parse(String list) {
    List<Integer> processors = new ArrayList<>();
    for (String part : list.split(",")) {
      String[] ends = part.strip().split("-", 2);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int processor = Integer.parseInt(ends[0]); processor <= last; processor++) {
        processors.add(processor);
      }
    }
    return processors;
  }
}
