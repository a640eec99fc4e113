package interleave.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.testing.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Java code can see and do in a box behind bubblewrap. */
class BubblewrapBoxTest {

  @TempDir private static Path directory;
  private static Trials trials;

  @BeforeAll
  static void start() throws IOException {
    Needs.bubblewrap();
    trials = new Trials(Trials.bubblewrap(), directory);
  }

  @AfterAll
  static void stop() {
    if (trials != null) {
      trials.close();
    }
  }

  @Test
  void commandsComeOnDescriptor4AndFramesLeaveOn3AndTheRestIsRaw() throws Exception {
    try (BoxedProcess boxed =
        trials.start(
            """
            var commands = new FileInputStream("/proc/self/fd/4");
            var frames = new FileOutputStream("/dev/fd/3");
            int command;
            while ((command = commands.read()) >= 0) {
              frames.write(command + 1);
              System.out.print("raw ");
              System.err.print("too ");
            }
            System.out.print(System.in.read());
            System.exit(7);
            """)) {
      boxed.commands().write("HAL".getBytes(UTF_8));
      boxed.commands().close();
      assertThat(boxed.frames().readAllBytes()).asString().isEqualTo("IBM");
      assertThat(boxed.raw().readAllBytes()).asString().isEqualTo("raw too raw too raw too -1");
      assertThat(boxed.exit().join()).isEqualTo(7);
    }
  }

  @Test
  void noOtherDescriptorIsOpen() throws IOException {
    List<String> targets =
        trials.run(
            """
            try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
              for (Path descriptor : descriptors.toList()) {
                System.out.println(result(() -> Files.readSymbolicLink(descriptor)));
              }
            }
            """);
    assertThat(targets)
        .allMatch(
            target ->
                target.equals("/dev/null")
                    || target.startsWith("pipe:")
                    || target.startsWith("/jdk/")
                    || target.startsWith("/app/")
                    || target.matches("/proc/\\d+/fd")
                    || target.startsWith("NoSuchFileException"));
    assertThat(targets.stream().filter(target -> target.startsWith("pipe:")).distinct()).hasSize(3);
  }

  @Test
  void theOnlyNetworkIsALoopbackOfItsOwn() throws IOException {
    try (ServerSocket ours = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
              trials.run(
                  """
                  System.out.println(NetworkInterface.networkInterfaces().toList());
                  System.out.println(result(() -> new Socket("127.0.0.1", %d)));
                  var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                  new Socket(listener.getInetAddress(), listener.getLocalPort());
                  System.out.println(listener.accept().isConnected());
                  System.out.println(InetAddress.getLocalHost());
                  """
                      .formatted(ours.getLocalPort())))
          .containsExactly(
              "[name:lo (lo)]", "ConnectException: Connection refused", "true", "box/127.0.0.1");
    }
  }

  @Test
  void hostFilesAreNotThere() throws IOException {
    Path ours = Files.writeString(directory.resolve("secret"), "secret");
    assertThat(
            trials.run(
                """
                for (String file : List.of("/etc/hostname", "/root", "/proc/1/root/etc/hostname", "%s")) {
                  System.out.println(result(() -> Files.exists(Path.of(file))));
                }
                for (String directory : List.of("/", "/etc", "/home", "/home/reader")) {
                  System.out.println(new TreeSet<>(List.of(new File(directory).list())));
                }
                """
                    .formatted(ours)))
        .satisfies(
            lines -> {
              assertThat(lines.subList(0, 4))
                  .isEqualTo(List.of("false", "false", "false", "false"));
              assertThat(lines.get(4))
                  .matches("\\[app, bin, dev, etc, home, jdk(, lib\\d*)+, proc, tmp]");
              // and, by distribution, what the JDK's own links lead to
              assertThat(lines.get(5)).contains("group, hosts, ").contains("nsswitch.conf, passwd");
              assertThat(lines.get(5)).doesNotContain("hostname", "shadow", "machine-id", "fstab");
              assertThat(lines.subList(6, 8)).isEqualTo(List.of("[reader]", "[]"));
            });
  }

  @Test
  void onlyHomeAndTmpCanBeWritten() throws IOException {
    assertThat(
            trials.run(
                """
                for (String place : List.of(
                    "/", "/app", "/jdk", "/jdk/lib", "/etc", "/dev", "/bin", "/proc", "/home",
                    "/home/reader", "/tmp")) {
                  System.out.println(place + " " + result(() -> {
                    Files.writeString(Path.of(place, "new"), "x");
                    return "written";
                  }).startsWith("written"));
                }
                """))
        .containsExactly(
            "/ false",
            "/app false",
            "/jdk false",
            "/jdk/lib false",
            "/etc false",
            "/dev false",
            "/bin false",
            "/proc false",
            "/home false",
            "/home/reader true",
            "/tmp true");
  }

  @Test
  void onlyItsOwnProcessesAreSeen() throws IOException {
    assertThat(
            trials.line(
                """
                System.out.println(ProcessHandle.allProcesses().map(ProcessHandle::pid).toList());
                """))
        .isEqualTo("[1, 2]");
  }

  @Test
  void environmentAndCommandLinesTellNothingOfTheHost() throws IOException {
    List<String> seen =
        trials.run(
            """
            System.out.println(new TreeMap<>(System.getenv()));
            for (int pid = 1; pid <= 2; pid++) {
              for (String file : List.of("environ", "cmdline")) {
                System.out.println(
                    Files.readString(Path.of("/proc/" + pid, file)).replace('\\0', ' ').replace('\\n', ' '));
              }
            }
            """);
    assertThat(seen.getFirst())
        .isEqualTo(
            "{HOME=/home/reader, JAVA_HOME=/jdk, LANG=C.UTF-8, MALLOC_ARENA_MAX=2,"
                + " PATH=/jdk/bin:/bin, PWD=/home/reader}");
    assertThat(seen.get(1).strip().split(" ")).allMatch(v -> v.matches("(PATH|PWD|_|SHLVL)=.*"));
    assertThat(seen).hasSize(5).noneMatch(text -> text.contains(Trials.JAVA_HOME.toString()));
    assertThat(seen).noneMatch(text -> text.contains(directory.toString()));
    assertThat(seen).noneMatch(text -> text.contains("interleave-"));
  }

  @Test
  void itIsNobodyOnTheHostAndHasNoPrivileges() throws Exception {
    try (BoxedProcess boxed =
        trials.start(
            """
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
              if (line.matches("(Uid|CapEff|CapBnd|NoNewPrivs|Seccomp):.*")) {
                System.out.println(line.replaceAll("\\\\s+", " "));
              }
            }
            System.out.flush();
            System.in.read();
            new FileInputStream("/proc/self/fd/4").read();
            """)) {
      byte[] said = boxed.raw().readNBytes("Uid: 1000 1000 1000 1000\n".length());
      assertThat(said).asString().isEqualTo("Uid: 1000 1000 1000 1000\n");
      for (long pid : Trials.processesOf(boxed.pid())) {
        assertThat(Files.getAttribute(Path.of("/proc/" + pid), "unix:uid"))
            .as("host's user of process %d", pid)
            .isNotEqualTo(0);
      }
      boxed.commands().close();
      assertThat(boxed.raw().readAllBytes())
          .asString()
          .isEqualTo(
              """
              CapEff: 0000000000000000
              CapBnd: 0000000000000000
              NoNewPrivs: 1
              Seccomp: 2
              """);
    }
  }

  @Test
  void everyForbiddenSystemCallFails() throws IOException {
    StringBuilder statements = new StringBuilder();
    Architecture architecture = Architecture.ofThisMachine().orElseThrow();
    for (SystemCall call : SystemCall.values()) {
      if (call.rule == SystemCall.Rule.FORBIDDEN || call.rule == SystemCall.Rule.UNKNOWN) {
        call.number(architecture)
            .ifPresent(
                number ->
                    statements.append(
                        "if (call(%d) != %d) System.out.println(\"%s\");\n"
                            .formatted(
                                number, call.rule == SystemCall.Rule.FORBIDDEN ? -1 : -38, call)));
      }
    }
    statements.append("System.out.println(\"tried\");");
    assertThat(trials.run(statements.toString())).containsExactly("tried");
  }

  @Test
  void memoryThatNoLimitCountsIsRefused() throws IOException {
    int mmap = SystemCall.MMAP.number(Architecture.ofThisMachine().orElseThrow()).getAsInt();
    assertThat(
            trials.run(
                """
                long size = 1 << 20;
                System.out.println(call(%1$d, 0, size, 3, 0x21, -1, 0)); // shared, anonymous
                System.out.println(call(%1$d, 0, size, 3, 0x122, -1, 0)); // private, growing down
                System.out.println(call(%1$d, 0, size, 3, 0x22, -1, 0) > 0); // private
                System.out.println(Files.exists(Path.of("/dev/zero")));
                System.out.println(Files.exists(Path.of("/dev/shm")));
                """
                    .formatted(mmap)))
        .containsExactly("-1", "-1", "true", "false", "false");
  }

  @Test
  void socketsOfOtherFamiliesAreRefused() throws IOException {
    int socket = SystemCall.SOCKET.number(Architecture.ofThisMachine().orElseThrow()).getAsInt();
    assertThat(
            trials.line(
                """
                for (int family : new int[] {16, 17, 38, 40}) // netlink, packet, alg, vsock
                  System.out.print(call(%1$d, family, 2, 0) + " ");
                System.out.println(call(%1$d, 1, 1, 0) > 0);
                """
                    .formatted(socket)))
        .isEqualTo("-97 -97 -97 -97 true");
  }

  @Test
  void diskFilesDescriptorsAndThreadsAreLimited() throws IOException {
    Limits limits = new Limits(64, 512, 6 * 1024, 4, 128, 64, 8, 100);
    assertThat(
            trials
                .run(
                    limits,
                    """
                    System.out.println(result(() -> {
                      Files.write(Path.of("large"), new byte[5 << 20]);
                      return "written";
                    }));
                    Files.delete(Path.of("large"));
                    System.out.println(result(() -> {
                      for (int i = 0; ; i++) Files.write(Path.of("/tmp/full" + i), new byte[3 << 20]);
                    }).replaceAll(".*: ", ""));
                    for (File file : new File("/tmp").listFiles()) file.delete();
                    int files = 0;
                    try {
                      for (; files < 1000; files++) Files.createFile(Path.of("empty" + files));
                    } catch (IOException e) {
                      System.out.println((files < 100) + e.getMessage().replaceAll(".*:", ""));
                    }
                    var open = new ArrayList<Closeable>();
                    try {
                      while (open.size() < 1000) open.add(new FileInputStream("empty0"));
                    } catch (IOException e) {
                      System.out.println(open.size() < 128);
                    }
                    for (var file : open) file.close();
                    int threads = 0;
                    try {
                      for (; threads < 1000; threads++)
                        Thread.ofPlatform().daemon().start(() -> LockSupport.park());
                    } catch (OutOfMemoryError e) {
                      System.out.println(threads < 64);
                    }
                    """)
                .stream()
                .filter(line -> !line.contains("[warning]")))
        .containsExactly(
            "IOException: File too large",
            "No space left on device",
            "true No space left on device",
            "true",
            "true");
  }

  @Test
  void nativeMemoryIsLimited() throws IOException {
    assertThat(
            trials.line(
                """
                int taken = 0;
                try {
                  for (; taken < 40; taken++) Arena.global().allocate(64 << 20).fill((byte) 1);
                } catch (OutOfMemoryError e) {
                  System.out.println(taken < 12);
                }
                """))
        .isEqualTo("true");
  }

  @Test
  void killEndsDetachedChildrenWithinASecond() throws Exception {
    try (BoxedProcess boxed = trials.startWithDetachedChild()) {
      List<Long> pids = Trials.processesOf(boxed.pid());
      assertThat(pids).hasSizeGreaterThanOrEqualTo(4);
      boxed.kill();
      Trials.assertGoneWithinASecond(pids);
      assertThat(boxed.exit().join()).isEqualTo(137);
    }
  }

  @Test
  void detachedChildrenEndWithTheBoxsOwnEnd() throws Exception {
    try (BoxedProcess boxed =
        trials.start(
            """
            new ProcessBuilder(
                "/jdk/bin/java", "-Xmx16m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
                "-cp", "/app/" + new File("/app").list()[0], "Detached").inheritIO().start();
            new FileInputStream("/proc/self/fd/4").read();
            """)) {
      assertThat(boxed.raw().readNBytes(8)).asString().isEqualTo("detached");
      List<Long> pids = Trials.processesOf(boxed.pid());
      assertThat(pids).hasSizeGreaterThanOrEqualTo(4);
      boxed.commands().close();
      assertThat(boxed.exit().join()).isEqualTo(0);
      Trials.assertGoneWithinASecond(pids);
    }
  }

  @Test
  void aSignalIsToldInTheExitCode() throws IOException {
    int kill = System.getProperty("os.arch").equals("aarch64") ? 129 : 62;
    try (BoxedProcess boxed =
        trials.start("call(%d, ProcessHandle.current().pid(), 9);".formatted(kill))) {
      boxed.raw().readAllBytes();
      assertThat(boxed.exit().join()).isEqualTo(137);
    }
  }

  @Test
  void wallsThatCannotBeBuiltAreAnExceptionWithTheReason() throws IOException {
    Bubblewrap works = Trials.bubblewrap();
    Path nowhere = Path.of("/nowhere/libgone.so");
    Bubblewrap broken =
        new Bubblewrap(
            works.disablesUserNamespaces(),
            works.countsProcesses(),
            works.user(),
            works.architecture(),
            works.javaHome(),
            new SystemFiles(works.systemFiles().shell(), List.of(nowhere), List.of()));
    try (Launcher launcher = new Launcher(broken)) {
      Box box = Trials.box(Limits.sessionDefaults(), trials.compile(""));
      assertThatThrownBy(() -> launcher.launch(box))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("bubblewrap, exit code 1")
          .hasMessageContaining("bwrap: Can't find source path " + nowhere);
    }
  }

  @Test
  void anAotCacheFitsInTheBox() throws Exception {
    Path jar =
        trials.compile("System.out.println(List.of(1, 2).stream().map(i -> i + 1).toList());");
    Path cache = directory.resolve("trial.aot");
    Process training =
        new ProcessBuilder(
                Trials.JAVA_HOME.resolve("bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:AOTCacheOutput=" + cache,
                "-cp",
                jar.toString(),
                "Trial")
            .redirectErrorStream(true)
            .start();
    training.getInputStream().readAllBytes();
    assertThat(training.waitFor()).isZero();
    Box box =
        new Box(
            Trials.JAVA_HOME,
            List.of(jar),
            Optional.of(cache),
            List.of("-XX:+UseSerialGC", "-XX:AOTMode=on"), // refuses to start without the cache
            "Trial",
            List.of(),
            Limits.sessionDefaults());
    try (BoxedProcess boxed = trials.launcher().launch(box)) {
      assertThat(boxed.raw().readAllBytes()).asString().isEqualTo("[2, 3]\n");
    }
  }
}
