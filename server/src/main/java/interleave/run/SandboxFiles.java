package interleave.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a box needs of this build: the sandbox jar, and how to start the JVMs made from it.
 *
 * @param javaHome the JDK 25 that runs the boxes
 * @param jar the sandbox module's jar, untouched since its caches were made
 * @param childArchive classes of the JDK for the JVMs that readers' code starts, if this JDK made
 *     it
 */
public record SandboxFiles(
    Path javaHome,
    Path jar,
    Program session,
    Program engine,
    Program laboratory,
    Optional<Path> childArchive) {
  private static final String LISTING = "runtime.properties";
  private static final List<String> PROGRAMS = List.of("session", "engine", "laboratory");
  private static final String CHILD_ARCHIVE = "child.jsa";
  private static final String RESOURCES = "/interleave/";

  /**
   * One of the JVMs.
   *
   * @param classPath the sandbox jar, and what laboratories need beside it
   * @param options its flags; those at which the cache was made, or the cache is refused
   * @param aotCache what makes it start fast (JEP 514), if this JDK made it
   */
  public record Program(List<Path> classPath, List<String> options, Optional<Path> aotCache) {}

  /**
   * Finds the files beside the jar that the build names, or unpacks them from the runnable jar.
   *
   * @param unpackInto an empty directory, used only in the second case
   * @throws IOException when they are not there: the project was not built
   */
  public static SandboxFiles locate(Path unpackInto) throws IOException {
    String built = System.getProperty("interleave.sandbox.jar");
    Path directory =
        built == null
            ? unpack(unpackInto)
            : Path.of(built).toAbsolutePath().resolveSibling("").normalize();
    Properties listing = new Properties();
    try (InputStream in = Files.newInputStream(directory.resolve(LISTING))) {
      listing.load(in);
    }
    boolean sameJdk = listing.getProperty("jdk").equals(jdk());
    return new SandboxFiles(
        Path.of(System.getProperty("java.home")),
        directory.resolve(listing.getProperty("jar")),
        program(listing, directory, "session", sameJdk),
        program(listing, directory, "engine", sameJdk),
        program(listing, directory, "laboratory", sameJdk),
        made(directory.resolve(CHILD_ARCHIVE), sameJdk));
  }

  private static String jdk() {
    return Stream.of("java.vm.version", "java.vendor.version", "os.arch")
        .map(name -> System.getProperty(name, ""))
        .collect(Collectors.joining(" "));
  }

  private static Program program(Properties listing, Path directory, String name, boolean sameJdk)
      throws IOException {
    return new Program(
        words(listing, name + ".classpath").map(directory::resolve).toList(),
        words(listing, name + ".options").toList(),
        made(directory.resolve(name + ".aot"), sameJdk));
  }

  /** The build leaves an empty file where no cache that it made would load. */
  private static Optional<Path> made(Path cache, boolean sameJdk) throws IOException {
    return sameJdk && Files.exists(cache) && Files.size(cache) > 0
        ? Optional.of(cache)
        : Optional.empty();
  }

  private static Stream<String> words(Properties listing, String key) {
    return Stream.of(listing.getProperty(key).strip().split("\\s+"));
  }

  private static Path unpack(Path directory) throws IOException {
    unpack(directory, LISTING);
    Properties listing = new Properties();
    try (InputStream in = Files.newInputStream(directory.resolve(LISTING))) {
      listing.load(in);
    }
    FileTime time = FileTime.fromMillis(Long.parseLong(listing.getProperty("jar.modified")));
    for (String jar : words(listing, "engine.classpath").toList()) {
      // A cache knows the jars of its class path by this time.
      Files.setLastModifiedTime(unpack(directory, jar), time);
    }
    for (String program : PROGRAMS) {
      unpack(directory, program + ".aot");
    }
    unpack(directory, CHILD_ARCHIVE);
    return directory;
  }

  private static Path unpack(Path directory, String name) throws IOException {
    Path file = directory.resolve(name);
    try (InputStream in = SandboxFiles.class.getResourceAsStream(RESOURCES + name)) {
      if (in == null) {
        throw new IOException(
            "this jar holds no " + RESOURCES + name + "; build it with ./mvnw package");
      }
      Files.copy(in, file);
    }
    return file;
  }
}
