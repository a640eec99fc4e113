/**
 * Makes the AOT caches (JEP 514) of the JVMs that run from the sandbox jar, and {@code
 * runtime.properties}, which tells how to use them.
 *
 * <p>{@code java AotCaches.java JAR [NAME MAIN-CLASS "JVM OPTIONS"]...} trains each main class with
 * {@code --train} and leaves {@code NAME.aot} beside the jar. What is up to date is left alone. The
 * JVM itself does not notice (25.0.3) that a jar has changed after its cache was made, and would
 * run the old classes: so caches and jar belong together by the jar's SHA-256, here and at use.
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
    text.append("jdk=").append(System.getProperty("java.vm.version")).append('\n');
    for (var program : programs) {
      text.append(program.name() + ".options=").append(program.optionLine()).append('\n');
    }
    return text.toString();
  }

  boolean upToDate(String properties) throws IOException {
    Path written = beside("runtime.properties");
    return Files.exists(written)
        && Files.readString(written).equals(properties)
        && programs.stream().allMatch(program -> Files.exists(beside(program.cache())));
  }
}

record Program(String name, String mainClass, String optionLine) {
  String cache() {
    return name + ".aot";
  }

  /** Trains this program in a JVM of its own, which writes the cache when it ends. */
  Process train(Sandbox sandbox) throws IOException {
    Path cache = sandbox.beside(cache());
    Files.deleteIfExists(cache);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:AOTCacheOutput=" + cache);
    command.addAll(List.of(optionLine.strip().split("\\s+")));
    command.addAll(List.of("-cp", sandbox.jar().toString(), mainClass, "--train"));
    var jvm = new ProcessBuilder(command);
    // Options from the environment would go into the cache, and be missing when it is used.
    jvm.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    return jvm.redirectErrorStream(true)
        .redirectOutput(sandbox.beside(cache() + ".log").toFile())
        .start();
  }
}

void main(String[] args) throws Exception {
  List<Program> programs = new ArrayList<>();
  for (int at = 1; at + 2 < args.length; at += 3) {
    programs.add(new Program(args[at], args[at + 1], args[at + 2]));
  }
  var sandbox = new Sandbox(Path.of(args[0]), programs);
  String properties = sandbox.properties();
  if (sandbox.upToDate(properties)) {
    return;
  }
  Files.deleteIfExists(sandbox.beside("runtime.properties"));
  Map<Program, Process> training = new LinkedHashMap<>();
  for (var program : programs) {
    training.put(program, program.train(sandbox));
  }
  for (var entry : training.entrySet()) {
    Program program = entry.getKey();
    int exit = entry.getValue().waitFor();
    if (exit != 0 || !Files.exists(sandbox.beside(program.cache()))) {
      String said = Files.readString(sandbox.beside(program.cache() + ".log"));
      System.err.printf(
          "%s --train made no AOT cache, exit %d:%n%s", program.mainClass(), exit, said);
      System.exit(1);
    }
  }
  // Written last: where it stands, the caches are whole.
  Files.writeString(sandbox.beside("runtime.properties"), properties);
}
