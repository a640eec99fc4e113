package interleave.bench;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small hostile cells: each wants more than its share, or to be where it should not. */
enum Attack {
  LOOP("while (true) {}"),

  LOOP_DEAF_TO_INTERRUPTS(
      """
      while (true) {
        try {
          Thread.sleep(1000);
        } catch (InterruptedException deaf) {
        }
      }
      """),

  OUTPUT_FLOOD(
      """
      String line = "x".repeat(1000);
      while (true) System.out.println(line);
      """),

  HEAP_BOMB(
      """
      var all = new ArrayList<byte[]>();
      while (true) all.add(new byte[1 << 20]);
      """),

  THREAD_BOMB(
      """
      while (true) Thread.ofPlatform().start(() -> {
        while (true) LockSupport.park();
      });
      """),

  FORK_BOMB(
      """
      new ProcessBuilder("/bin/sh", "-c", "b() { b | b & }; b").start();
      Thread.sleep(60_000);
      """),

  ARENA_BOMB(
      """
      while (true) java.lang.foreign.Arena.global().allocate(16 << 20).fill((byte) 1);
      """),

  DISK_FILL(
      """
      for (int i = 0; ; i++) Files.write(Path.of("/tmp/full-" + i), new byte[1 << 20]);
      """),

  NESTED_GENERICS("var deep = " + "Map.of(1, ".repeat(60) + "1" + ")".repeat(60) + ";"),

  /** Each constant is eight times the one before; the compiler folds them all. */
  CONSTANTS_THAT_GROW(
      "class Growing { static final String C0 = \""
          + "x".repeat(1000)
          + "\""
          + IntStream.rangeClosed(1, 8)
              .mapToObj(
                  i ->
                      ", C%d = %s"
                          .formatted(
                              i,
                              IntStream.range(0, 8)
                                  .mapToObj(k -> "C" + (i - 1))
                                  .collect(Collectors.joining(" + "))))
              .collect(Collectors.joining())
          + "; }\nSystem.out.println(Growing.C8.length());"),

  HUGE_INITIALIZER(
      IntStream.range(10_000, 20_000)
          .mapToObj(String::valueOf)
          .collect(Collectors.joining(",", "int[] huge = {", "};"))),

  FORGED_FRAMES(
      """
      try (var line = new FileOutputStream("/proc/self/fd/3")) {
        line.write("forged".repeat(20).getBytes());
      }
      Thread.sleep(60_000);
      """),

  TRUNCATED_FRAME(
      """
      try (var line = new FileOutputStream("/proc/self/fd/3")) {
        line.write(new byte[] {0, 0, 0, 100, 1, 2, 3});
      }
      Thread.sleep(60_000);
      """),

  EXIT("System.exit(3);"),

  HALT("Runtime.getRuntime().halt(4);"),

  DETACHED_CHILD(
      """
      new ProcessBuilder(
              "/bin/sh",
              "-c",
              "trap '' HUP INT TERM; /jdk/bin/jwebserver -J-Xmx32m -p 0 >/dev/null 2>&1 &")
          .start()
          .waitFor();
      """),

  OPEN_FILES(
      """
      var open = new ArrayList<FileInputStream>();
      while (true) open.add(new FileInputStream("/proc/self/stat"));
      """);

  private final String source;

  Attack(String source) {
    this.source = source;
  }

  String source() {
    return source;
  }
}
