/**
 * Formats the project's Java with google-java-format, or checks that it is formatted.
 *
 * <p>{@code java --class-path google-java-format-all-deps.jar Format.java check|write FOLDER...}.
 * It is a program of its own, and no Maven plugin, because the formatter must be run by a JDK 25 to
 * parse Java 25, and Maven may be run by an older one.
 */
void main(String[] args) throws IOException {
  boolean check = args[0].equals("check");
  List<String> command =
      new ArrayList<>(check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
  for (String folder : List.of(args).subList(1, args.length)) {
    if (Files.isDirectory(Path.of(folder))) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(command::add);
      }
    }
  }
  var formatter = ToolProvider.findFirst("google-java-format").orElseThrow();
  int exit = formatter.run(System.out, System.err, command.toArray(String[]::new));
  if (exit != 0 && check) {
    System.err.println(
        "The files named above are not formatted. To format them: ./mvnw -q -Pformat");
  }
  System.exit(exit);
}
