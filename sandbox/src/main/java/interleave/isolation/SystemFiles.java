package interleave.isolation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files outside of a JDK that its programs cannot do without.
 *
 * @param shell what {@code /bin/sh} really is
 * @param libraries the loader and shared libraries that the JDK and the shell need, by the paths
 *     under which the loader looks for them
 * @param linked files elsewhere that links of the JDK lead to, as Debian's lead to {@code /etc},
 *     and the locale of boxes
 */
record SystemFiles(Path shell, List<Path> libraries, List<Path> linked) {

  /** Libraries of these names draw or sound; a box has no screen. */
  private static final Set<String> DESKTOP =
      Set.of("libawt_xawt.so", "libsplashscreen.so", "libjsound.so", "libfontmanager.so");

  SystemFiles {
    libraries = List.copyOf(libraries);
    linked = List.copyOf(linked);
  }

  /**
   * Looks for them on this machine.
   *
   * @throws IOException if the JDK or the shell cannot be read
   */
  static SystemFiles of(Path javaHome, Architecture architecture) throws IOException {
    Path shell = Path.of("/bin/sh").toRealPath();
    List<Path> programs = new ArrayList<>(List.of(shell, javaHome.resolve("bin/java")));
    try (Stream<Path> files = Files.walk(javaHome.resolve("lib"), 2)) {
      files
          .filter(file -> file.toString().endsWith(".so"))
          .filter(file -> !DESKTOP.contains(file.getFileName().toString()))
          .forEach(programs::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new SystemFiles(
        shell,
        List.copyOf(SharedLibraries.neededBy(programs, architecture)),
        Stream.concat(linkedFrom(javaHome.toRealPath()).stream(), locale()).toList());
  }

  /** What makes names of files UTF-8 in a box; elsewhere the C library has it built in. */
  private static Stream<Path> locale() {
    return Stream.of("/usr/lib/locale/C.utf8", "/usr/lib/locale/C.UTF-8")
        .map(Path::of)
        .filter(Files::isDirectory)
        .limit(1);
  }

  private static List<Path> linkedFrom(Path javaHome) throws IOException {
    Set<Path> targets = new TreeSet<>();
    for (String directory : List.of("conf", "lib")) {
      try (Stream<Path> files = Files.walk(javaHome.resolve(directory), 3)) {
        for (Path link : files.filter(Files::isSymbolicLink).toList()) {
          Path target = link.resolveSibling(Files.readSymbolicLink(link)).normalize();
          if (!target.startsWith(javaHome) && Files.exists(target)) {
            targets.add(target);
          }
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    return List.copyOf(targets);
  }
}
