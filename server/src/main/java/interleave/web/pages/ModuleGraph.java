package interleave.web.pages;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Follows the static imports of ES modules, so that a page can name all it will load at once. */
final class ModuleGraph {
  /** An import or a re-export, which begins a line; {@code import(...)} is not static. */
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?m)^[ \\t]*(?:import\\s*(?:[\\w$*{},\\s]+?\\bfrom\\s*)?"
              + "|export\\s*(?:\\*[\\w\\s]*?|\\{[^}]*\\}\\s*)\\bfrom\\s*)"
              + "[\"']([^\"'\\n]+)[\"']");

  private final Map<String, String> modules;
  private final Map<String, String> names;

  /**
   * @param modules the text of each module by its address
   * @param names the address of the module that each importable name stands for
   */
  ModuleGraph(Map<String, String> modules, Map<String, String> names) {
    this.modules = modules;
    this.names = names;
  }

  /** What a module imports statically, as it is written there. */
  static List<String> imports(String source) {
    return IMPORT.matcher(source).results().map(found -> found.group(1)).toList();
  }

  /**
   * The addresses of a module and of all it loads, in breadth-first order; nothing for a module
   * that is not there.
   */
  Set<String> reachableFrom(String address) {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> toVisit = new ArrayDeque<>(List.of(address));
    while (!toVisit.isEmpty()) {
      String next = toVisit.removeFirst();
      String source = modules.get(next);
      if (source != null && reached.add(next)) {
        imports(source).stream().flatMap(i -> resolve(next, i).stream()).forEach(toVisit::addLast);
      }
    }
    return reached;
  }

  /** The imports of a module that lead to no module. */
  List<String> deadImports(String address, String source) {
    List<String> dead = new ArrayList<>();
    for (String imported : imports(source)) {
      if (resolve(address, imported).filter(modules::containsKey).isEmpty()) {
        dead.add(imported);
      }
    }
    return dead;
  }

  private Optional<String> resolve(String importer, String imported) {
    return imported.startsWith(".") || imported.startsWith("/")
        ? Optional.of(URI.create(importer).resolve(imported).toString())
        : Optional.ofNullable(names.get(imported));
  }
}
