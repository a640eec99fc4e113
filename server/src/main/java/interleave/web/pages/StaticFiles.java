package interleave.web.pages;

import interleave.book.AuthoringError;
import interleave.book.ContentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The style sheets, modules and pictures of the site, read once.
 *
 * <p>Their addresses hold a hash of them all, so that browsers may keep each for good.
 */
final class StaticFiles {
  private final String version;
  private final SortedMap<String, byte[]> files;
  private final SortedMap<String, String> modules;
  private final ModuleGraph graph;

  private StaticFiles(
      String version,
      SortedMap<String, byte[]> files,
      SortedMap<String, String> modules,
      ModuleGraph graph) {
    this.version = version;
    this.files = files;
    this.modules = modules;
    this.graph = graph;
  }

  /**
   * Reads a folder; files of kinds that are not served are passed over.
   *
   * @param webjars the packages whose modules ours may import
   */
  static StaticFiles read(Path folder, Webjars webjars) {
    SortedMap<String, byte[]> byName = byName(folder);
    String version = version(byName);
    SortedMap<String, byte[]> files = new TreeMap<>();
    var styleSheets = new StyleSheets(byName);
    byName.forEach(
        (name, bytes) ->
            files.put(
                "/static/" + version + "/" + name,
                name.endsWith(".css") ? styleSheets.joined(name) : bytes));
    Map<String, String> modules = new TreeMap<>();
    files.forEach(
        (address, bytes) -> {
          if (address.endsWith(".js")) {
            modules.put(address, new String(bytes, StandardCharsets.UTF_8));
          }
        });
    SortedMap<String, String> own = new TreeMap<>(modules);
    modules.putAll(webjars.modules());
    return new StaticFiles(version, files, own, new ModuleGraph(modules, webjars.addresses()));
  }

  /** Part of the address of each of our own files. */
  String version() {
    return version;
  }

  /** The bytes of each file by its address. */
  SortedMap<String, byte[]> files() {
    return files;
  }

  /**
   * The addresses of a module and of all that it loads.
   *
   * @param name the module's name in the folder, for example {@code js/main.js}
   */
  List<String> modulesFrom(String name) {
    return List.copyOf(graph.reachableFrom("/static/" + version + "/" + name));
  }

  /**
   * Follows the imports of our own modules.
   *
   * @throws ContentException when one imports what is not there
   */
  void checkImports() {
    List<AuthoringError> errors = new ArrayList<>();
    modules.forEach(
        (address, source) -> {
          String file = address.replace("/static/" + version + "/", "static/");
          for (String dead : graph.deadImports(address, source)) {
            errors.add(
                new AuthoringError(
                    file,
                    lineOf(dead, source),
                    "the module imports \"%s\", which is not there; correct it or add its webjar"
                        .formatted(dead)));
          }
        });
    if (!errors.isEmpty()) {
      throw new ContentException(errors);
    }
  }

  private static SortedMap<String, byte[]> byName(Path folder) {
    SortedMap<String, byte[]> byName = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        boolean hidden = name.startsWith(".") || name.contains("/.");
        if (!hidden && MediaType.of(name).isPresent()) {
          byName.put(name, Files.readAllBytes(path));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the static files in " + folder, e);
    }
    return byName;
  }

  private static String version(SortedMap<String, byte[]> byName) {
    var all = new ByteArrayOutputStream();
    byName.forEach(
        (name, bytes) -> {
          all.writeBytes((name + "\0" + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
          all.writeBytes(bytes);
        });
    return Sha256.shortHex(all.toByteArray());
  }

  private static int lineOf(String text, String source) {
    return (int) source.substring(0, source.indexOf(text)).chars().filter(c -> c == '\n').count()
        + 1;
  }
}
