package interleave.isolation;

import interleave.resources.Limits;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What runs inside the walls: one JVM, the few files it may read, and its limits.
 *
 * <p>All paths are paths of the host, absolute. Behind {@link Bubblewrap} the JVM sees the entries
 * of its class path and the AOT cache under {@code /app}, by their file names.
 *
 * @param javaHome the JDK that is started
 * @param classPath jars (or directories, which an AOT cache does not accept), in order; their file
 *     names must differ from each other
 * @param aotCache an AOT cache (JEP 514) made with the same class path, or empty
 * @param jvmOptions options of the {@code java} command; the heap comes from the limits
 * @param mainClass binary name of the class whose {@code main} is started
 * @param arguments arguments of {@code main}
 * @param limits what the operating system refuses beyond
 * @param childArchive a class data archive for the JVMs that the code in the box starts, in place
 *     of the JDK's own, or empty; made by the same JDK, with no class path
 */
public record Box(
    Path javaHome,
    List<Path> classPath,
    Optional<Path> aotCache,
    List<String> jvmOptions,
    String mainClass,
    List<String> arguments,
    Limits limits,
    Optional<Path> childArchive) {

  /**
   * Checks the paths and copies the lists.
   *
   * @throws IllegalArgumentException if a path is relative or two files have the same name
   */
  public Box {
    classPath = List.copyOf(classPath);
    jvmOptions = List.copyOf(jvmOptions);
    arguments = List.copyOf(arguments);
    List<Path> files = Stream.concat(classPath.stream(), aotCache.stream()).toList();
    Stream<Path> others = Stream.concat(Stream.of(javaHome), childArchive.stream());
    for (Path path : Stream.concat(others, files.stream()).toList()) {
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException(path + " is relative; a box needs absolute paths");
      }
    }
    if (files.stream().map(Path::getFileName).distinct().count() < files.size()) {
      throw new IllegalArgumentException(
          "two files of the box have the same name, but share one directory in it: " + files);
    }
  }

  /** A box whose code starts no JVMs, or ones that need not be quick. */
  public Box(
      Path javaHome,
      List<Path> classPath,
      Optional<Path> aotCache,
      List<String> jvmOptions,
      String mainClass,
      List<String> arguments,
      Limits limits) {
    this(javaHome, classPath, aotCache, jvmOptions, mainClass, arguments, limits, Optional.empty());
  }

  /** The same box with other limits. */
  Box withLimits(Limits newLimits) {
    return new Box(
        javaHome, classPath, aotCache, jvmOptions, mainClass, arguments, newLimits, childArchive);
  }

  /** The same box with its files elsewhere, in the same order. */
  Box withFiles(
      List<Path> newClassPath, Optional<Path> newAotCache, Optional<Path> newChildArchive) {
    return new Box(
        javaHome,
        newClassPath,
        newAotCache,
        jvmOptions,
        mainClass,
        arguments,
        limits,
        newChildArchive);
  }
}
