/**
 * Makes the AOT caches (JEP 514) of the JVMs that run from the sandbox jar, the class data archive
 * of those that readers' code starts, and {@code runtime.properties}, which tells how to use them.
 *
 * <p>{@code java AotCaches.java JAR CHILD-CLASS [NAME MAIN-CLASS "LIBRARIES" "JVM OPTIONS"]...}
 * trains each main class with {@code --train}, the libraries (file names beside the jar) on its
 * class path, and leaves {@code NAME.aot} there, and {@code child.jsa}; an empty file where none
 * can be made. What is up to date is left alone. The JVM itself does not notice (25.0.3) that a jar
 * has changed after its cache was made, and would run the old classes: so caches and jar belong
 * together by the jar's SHA-256.
 */
record Sandbox(Path jar, List<Program> programs) {
  Path beside(String name) {
    return jar.resolveSibling(name);
  }

  String properties() throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
    var text =
        new StringBuilder("# Written by the build, for the server: see .mvn/AotCaches.java\n");
    text.append("jar=").append(jar.getFileName()).append('\n');
    text.append("jar.modified=").append(Files.getLastModifiedTime(jar).toMillis()).append('\n');
    text.append("jar.sha256=").append(HexFormat.of().formatHex(digest)).append('\n');
    text.append("jdk=").append(jdk()).append('\n');
    for (var program : programs) {
      text.append(program.name()).append(".options=").append(program.optionLine()).append('\n');
      text.append(program.name())
          .append(".classpath=")
          .append(String.join(" ", program.classPath(this)))
          .append('\n');
    }
    return text.toString();
  }

  /** As the server asks: a cache of another build, vendor or machine goes unused, unsaid. */
  private static String jdk() {
    return Stream.of("java.vm.version", "java.vendor.version", "os.arch")
        .map(name -> System.getProperty(name, ""))
        .collect(Collectors.joining(" "));
  }

  boolean upToDate(String properties) throws IOException {
    Path written = beside("runtime.properties");
    return Files.exists(written)
        && Files.readString(written).equals(properties)
        && Files.exists(beside(ChildArchive.NAME))
        && programs.stream().allMatch(program -> Files.exists(beside(program.cache())));
  }
}

/**
 * The archive for JVMs that readers' code starts: what the JDK's own holds, and what a child of the
 * book needs, without a class path, since an archive refuses directories. It holds classes that are
 * not linked: such an archive serves under every option, or is passed over in silence.
 */
record ChildArchive(String trained) {
  static final String NAME = "child.jsa";

  boolean make(Sandbox sandbox) throws IOException, InterruptedException {
    Path list = sandbox.beside(NAME + ".classlist");
    String archive = "-XX:SharedArchiveFile=" + sandbox.beside(NAME);
    Files.deleteIfExists(sandbox.beside(NAME));
    if (java(
            sandbox,
            "-Xshare:off",
            "-XX:DumpLoadedClassList=" + list,
            "-cp",
            sandbox.jar(),
            trained)
        != 0) {
      return false;
    }
    Path own = Path.of(System.getProperty("java.home"), "lib", "classlist");
    Files.writeString(
        list, (Files.exists(own) ? Files.readString(own) : "") + Files.readString(list));
    return java(sandbox, "-Xshare:dump", "-XX:SharedClassListFile=" + list, archive) == 0
        && java(sandbox, "-Xshare:on", archive, "-version") == 0;
  }

  private static int java(Sandbox sandbox, Object... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:-UsePerfData"));
    Stream.of(words).map(Object::toString).forEach(command::add);
    return Jvm.run(sandbox, NAME, command);
  }
}

/** A JVM of the build's. */
final class Jvm {
  private Jvm() {}

  /** Runs one with nothing to read, and returns its exit status. */
  static int run(Sandbox sandbox, String log, List<String> words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(words);
    var jvm = new ProcessBuilder(command);
    // Options from the environment would go into the cache, and be missing when it is used.
    jvm.environment()
        .keySet()
        .removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"));
    Process process =
        jvm.redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(sandbox.beside(log + ".log").toFile()))
            .start();
    process.getOutputStream().close();
    return process.waitFor();
  }
}

record Program(String name, String mainClass, String libraries, String optionLine) {
  /** Far more than it takes when one cache in four is bad. */
  private static final int ATTEMPTS = 10;

  String cache() {
    return name + ".aot";
  }

  /** File names, the sandbox jar's first. */
  List<String> classPath(Sandbox sandbox) {
    var jars = new ArrayList<>(List.of(sandbox.jar().getFileName().toString()));
    jars.addAll(List.of(libraries.strip().split("\\s+")));
    return jars;
  }

  /**
   * Trains this program in a JVM of its own, which writes the cache when it ends, until there is a
   * cache that works.
   *
   * <p>Now and then the JVM (25.0.3) writes one with which it then crashes as it starts: the cache
   * lists a class of java.base that was loaded but, by chance, not linked, and so was left out.
   */
  boolean makeCache(Sandbox sandbox) throws IOException, InterruptedException {
    Path cache = sandbox.beside(cache());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Files.deleteIfExists(cache);
      int trained = java(sandbox, "-XX:AOTCacheOutput=" + cache, mainClass, "--train");
      if (trained != 0) {
        return false;
      }
      if (java(sandbox, "-XX:AOTCache=" + cache, "-XX:AOTMode=on", "-version") == 0) {
        return true;
      }
    }
    return false;
  }

  private int java(Sandbox sandbox, String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(optionLine.strip().split("\\s+")));
    words.addAll(
        List.of(
            "-XX:ErrorFile=" + sandbox.beside(cache() + ".crash.log"),
            "-XX:-CreateCoredumpOnCrash"));
    words.addAll(
        List.of(
            "-cp",
            classPath(sandbox).stream()
                .map(file -> sandbox.beside(file).toString())
                .collect(Collectors.joining(File.pathSeparator))));
    words.addAll(List.of(arguments));
    return Jvm.run(sandbox, cache(), words);
  }
}

void main(String[] args) throws Exception {
  List<Program> programs = new ArrayList<>();
  var child = new ChildArchive(args[1]);
  for (int at = 2; at + 3 < args.length; at += 4) {
    programs.add(new Program(args[at], args[at + 1], args[at + 2], args[at + 3]));
  }
  var sandbox = new Sandbox(Path.of(args[0]), programs);
  for (var program : programs) {
    for (String file : program.classPath(sandbox)) {
      // A cache knows each jar of its class path by this time; one time for all is easily kept.
      Files.setLastModifiedTime(sandbox.beside(file), Files.getLastModifiedTime(sandbox.jar()));
    }
  }
  String properties = sandbox.properties();
  if (sandbox.upToDate(properties)) {
    return;
  }
  Files.deleteIfExists(sandbox.beside("runtime.properties"));
  Map<String, Future<Boolean>> made = new LinkedHashMap<>();
  try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
    for (var program : programs) {
      Files.deleteIfExists(sandbox.beside(program.cache() + ".log"));
      made.put(program.cache(), each.submit(() -> program.makeCache(sandbox)));
    }
    Files.deleteIfExists(sandbox.beside(ChildArchive.NAME + ".log"));
    made.put(ChildArchive.NAME, each.submit(() -> child.make(sandbox)));
  }
  for (var entry : made.entrySet()) {
    if (!entry.getValue().get()) {
      Path cache = sandbox.beside(entry.getKey());
      Files.write(cache, new byte[0]);
      System.err.println("No cache could be made, starts will be slower: see " + cache + ".log");
    }
  }
  // Written last: where it stands, all is made that can be.
  Files.writeString(sandbox.beside("runtime.properties"), properties);
}
