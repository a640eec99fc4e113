package interleave.explore;

import java.util.List;
import java.util.Map;

/**
 * What is explored.
 *
 * @param classes its class files by binary name, with line numbers
 * @param entries the methods that its first thread calls, one after the other: the initialisers of
 *     a scratchpad's variables, and at last what is to be explored
 */
public record Program(Map<String, byte[]> classes, List<Entry> entries) {

  /**
   * A method without result to be called: static, or of an object that is made anew by the
   * constructor without parameters; without parameters itself, or with a {@code String[]}, which is
   * then empty.
   *
   * @param type the binary name of its class
   * @param method its name
   */
  public record Entry(String type, String method) {}

  /** Copies the collections. */
  public Program {
    classes = Map.copyOf(classes);
    entries = List.copyOf(entries);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("A program needs a method to begin with.");
    }
  }

  /** A program that begins with the main method of a class, launchable as JLS 12.1.4 says. */
  public static Program main(Map<String, byte[]> classes, String type) {
    return new Program(classes, List.of(new Entry(type, "main")));
  }
}
