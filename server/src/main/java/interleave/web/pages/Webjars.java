package interleave.web.pages;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The npm packages that come as webjars on the class path, and the ES modules of theirs that a
 * browser loads.
 *
 * <p>The jars' entries are listed instead of asking a class loader, because some of these jars have
 * no entries for their folders, and because in the program's own jar all of them are in one.
 */
final class Webjars {
  private static final String RESOURCES = "META-INF/resources/";
  private static final Pattern PACKAGE =
      Pattern.compile("(" + RESOURCES + "(?:webjars|_static)/[^/]+/[^/]+/)package\\.json");

  private final SortedMap<String, NpmPackage> packages = new TreeMap<>();
  private final SortedMap<String, String> modules = new TreeMap<>();

  private Webjars() {}

  /** Reads the jars of the class path that the program runs on. */
  static Webjars onClassPath() {
    return in(
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .map(Path::of)
            .filter(jar -> jar.toFile().isFile())
            .toList());
  }

  /**
   * Reads some jars.
   *
   * @throws IllegalStateException when a package is there twice, or one that another needs is
   *     missing or of an unfit version: the editor would break in the browser
   */
  static Webjars in(List<Path> jars) {
    var webjars = new Webjars();
    for (Path path : jars) {
      try (var jar = new JarFile(path.toFile())) {
        webjars.read(jar, String.valueOf(path.getFileName()));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the webjars in " + path, e);
      }
    }
    webjars.packages.values().forEach(webjars::checkDependencies);
    return webjars;
  }

  /** The address of the module that each importable name stands for. */
  SortedMap<String, String> addresses() {
    SortedMap<String, String> addresses = new TreeMap<>();
    packages.forEach((name, found) -> addresses.put(name, found.address() + found.entry()));
    return addresses;
  }

  /** The text of each module by its address. */
  Map<String, String> modules() {
    return modules;
  }

  private void read(JarFile jar, String jarName) throws IOException {
    for (JarEntry entry : Collections.list(jar.entries())) {
      if (!entry.getName().startsWith(RESOURCES)) {
        continue;
      }
      Matcher matcher = PACKAGE.matcher(entry.getName());
      if (matcher.matches()) {
        NpmPackage found = NpmPackage.read(bytes(jar, entry), jarName, matcher.group(1));
        NpmPackage first = packages.putIfAbsent(found.name(), found);
        if (first != null) {
          throw new IllegalStateException(
              "two copies of %s on the class path: %s in %s and %s in %s; exclude one"
                  .formatted(
                      found.name(), first.version(), first.jar(), found.version(), found.jar()));
        }
        readModules(jar, found);
      }
    }
  }

  /** Reads the package's entry module and what that imports from within the package. */
  private void readModules(JarFile jar, NpmPackage found) throws IOException {
    List<String> toRead = new ArrayList<>(List.of(found.entry()));
    while (!toRead.isEmpty()) {
      String file = toRead.removeLast();
      String address = found.address() + file;
      if (modules.containsKey(address)) {
        continue;
      }
      JarEntry entry = jar.getJarEntry(found.folder() + file);
      if (entry == null) {
        throw new FileNotFoundException(found.name() + " has no file " + file);
      }
      String source = new String(bytes(jar, entry), StandardCharsets.UTF_8);
      modules.put(address, source);
      for (String imported : ModuleGraph.imports(source)) {
        if (imported.startsWith(".")) {
          toRead.add(URI.create(file).resolve(imported).toString());
        }
      }
    }
  }

  private void checkDependencies(NpmPackage importer) {
    importer
        .dependencies()
        .forEach(
            (name, range) -> {
              NpmPackage found = packages.get(name);
              if (found == null) {
                throw new IllegalStateException(
                    "%s needs %s %s, which is not on the class path; add its webjar"
                        .formatted(importer.name(), name, range));
              }
              if (!found.meets(range)) {
                throw new IllegalStateException(
                    "%s needs %s %s, but %s is on the class path; pin a fit version"
                        .formatted(importer.name(), name, range, found.version()));
              }
            });
  }

  private static byte[] bytes(JarFile jar, JarEntry entry) throws IOException {
    try (var in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
