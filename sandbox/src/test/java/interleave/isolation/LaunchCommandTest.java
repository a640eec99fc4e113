package interleave.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.resources.Limits;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What is started for a box, as text, with no process. */
class LaunchCommandTest {

  private static final Path SCRATCH = Path.of("/tmp/staging/boxes/s-1");
  private static final BoxUser SAME = new BoxUser(OptionalInt.empty());
  private static final BoxUser OTHER = new BoxUser(OptionalInt.of(61001));
  private static final SystemFiles FILES =
      new SystemFiles(
          Path.of("/usr/bin/dash"),
          List.of(Path.of("/lib64/ld.so"), Path.of("/lib/libc.so.6")),
          List.of(Path.of("/etc/cacerts")));
  private static final Box BOX =
      new Box(
          Path.of("/opt/jdk"),
          List.of(Path.of("/srv/book/agent.jar")),
          Optional.of(Path.of("/srv/book/agent.aot")),
          List.of("-Xss512k"),
          "interleave.agent.Main",
          List.of("--quiet"),
          Limits.sessionDefaults().withTasks(64, 300).withFiles(64, 32, 1000));

  private static Bubblewrap bubblewrap(BoxUser user) {
    return new Bubblewrap(true, true, user, Architecture.X86_64, Path.of("/opt/jdk"), FILES);
  }

  private static String arguments(LaunchCommand command) {
    return new String(command.descriptors().get(3), UTF_8).replace('\0', ' ');
  }

  @Test
  void rootHandsTheBoxToAnotherUserBeforeAnythingElse() {
    assertThat(bubblewrap(OTHER).command(BOX, SCRATCH).argv())
        .startsWith(
            "setpriv",
            "--reuid=61001",
            "--regid=61001",
            "--clear-groups",
            "--inh-caps=-all",
            "--bounding-set=-all",
            "--no-new-privs",
            "--",
            "unshare");
  }

  @Test
  void anOrdinaryUserStaysWhoItIs() {
    assertThat(bubblewrap(SAME).command(BOX, SCRATCH).argv())
        .startsWith("unshare", "--user", "--map-root-user", "--mount")
        .doesNotContain("--fork");
  }

  @Test
  void theOuterNamespaceLimitsSizeAndFilesOfTheScratchSpace() {
    assertThat(String.join(" ", bubblewrap(SAME).command(BOX, SCRATCH).argv()))
        .contains("mount -t tmpfs -o size=32m,nr_inodes=1000,mode=0700,nosuid,nodev")
        .contains("sh " + SCRATCH + " bwrap --args 3 --seccomp 4 --");
  }

  @Test
  void bubblewrapReadsItsArgumentsFromADescriptor() {
    assertThat(arguments(bubblewrap(SAME).command(BOX, SCRATCH)))
        .contains("--unshare-user --unshare-ipc --unshare-pid --unshare-net --unshare-uts")
        .contains("--disable-userns")
        .contains("--new-session --die-with-parent --cap-drop ALL --clearenv")
        .contains("--ro-bind /opt/jdk /jdk ")
        .contains("--ro-bind /usr/bin/dash /bin/sh ")
        .contains("--ro-bind /lib/libc.so.6 /lib/libc.so.6 ")
        .contains("--ro-bind /etc/cacerts /etc/cacerts ")
        .contains("--ro-bind /srv/book/agent.jar /app/agent.jar ")
        .contains("--ro-bind /srv/book/agent.aot /app/agent.aot ")
        .contains("--bind home /home/reader --bind tmp /tmp ")
        .contains("--remount-ro / ")
        .doesNotContain("--share-net", "--dev-bind /dev ", " /dev/zero", "--ro-bind / ");
  }

  @Test
  void whatCanBeReadInTheBoxNamesNoPlaceOfTheHost() {
    LaunchCommand command = bubblewrap(SAME).command(BOX, SCRATCH);
    List<String> inside =
        command.argv().subList(command.argv().indexOf("bwrap"), command.argv().size());
    assertThat(inside).noneMatch(word -> word.contains("/opt/jdk") || word.contains("/srv/book"));
    assertThat(inside).noneMatch(word -> word.contains(SCRATCH.toString()));
    assertThat(command.environment()).containsOnlyKeys("PATH");
    assertThat(command.directory()).isEqualTo(Path.of("/"));
  }

  @Test
  void theJvmIsStartedWithThePathsOfTheBox() {
    List<String> argv = bubblewrap(SAME).command(BOX, SCRATCH).argv();
    assertThat(argv.subList(argv.indexOf("/jvm/bin/java"), argv.size()))
        .containsExactly(
            "/jvm/bin/java",
            "-XX:-UsePerfData",
            "-Duser.name=reader",
            "-Duser.home=/home/reader",
            "-Djava.io.tmpdir=/tmp",
            "-XX:AOTCache=/app/agent.aot",
            "-Xss512k",
            "-Xmx256m",
            "-cp",
            "/app/agent.jar",
            "interleave.agent.Main",
            "--quiet");
  }

  @Test
  void theJavaThatCodeInTheBoxFindsIsAScriptThatSetsFlagsAnyOptionCanOverrule() {
    Path archive = Path.of("/srv/book/child.jsa");
    Box box =
        new Box(
            BOX.javaHome(),
            BOX.classPath(),
            BOX.aotCache(),
            BOX.jvmOptions(),
            BOX.mainClass(),
            BOX.arguments(),
            BOX.limits(),
            Optional.of(archive));
    LaunchCommand command = bubblewrap(SAME).command(box, SCRATCH);
    assertThat(arguments(command))
        .contains("--ro-bind /opt/jdk /jdk --ro-bind /opt/jdk/bin/java /jvm/bin/java ")
        .contains("--symlink /jdk/lib /jvm/lib --ro-bind java /jdk/bin/java ")
        .contains(" /app/java.flags ")
        .as("a JDK without an archive of its own has no place for ours")
        .doesNotContain("classes.jsa");
    assertThat(command.argv())
        .anyMatch(word -> word.contains("exec /jvm/bin/java -XX:Flags=/app/java.flags \"$@\""));
    assertThat(command.descriptors().values())
        .extracting(bytes -> new String(bytes, UTF_8))
        .anyMatch(text -> text.contains("MaxRAM=1024m\n"));
  }

  @Test
  void theInnerShellSetsTheLimits() {
    List<String> argv = bubblewrap(SAME).command(BOX, SCRATCH).argv();
    assertThat(argv.get(argv.lastIndexOf("-c") + 1))
        .contains("limit -d " + 768 * 1024 + "\n")
        .contains("limit -v " + 6144 * 1024 + "\n")
        .contains("limit -f " + 64 * 2048 + "\n")
        .contains("limit -n 512\n", "limit -c 0\n", "ulimit -p 300")
        .contains("exit 126")
        .endsWith("exec \"$@\" 4<&0 3>&1 1>&2 0</dev/null");
  }

  @Test
  void anOlderBubblewrapAndKernelAreNotAskedForWhatTheyLack() {
    Bubblewrap old =
        new Bubblewrap(false, false, SAME, Architecture.AARCH64, Path.of("/opt/jdk"), FILES);
    LaunchCommand command = old.command(BOX, SCRATCH);
    assertThat(arguments(command)).doesNotContain("--disable-userns");
    assertThat(String.join(" ", command.argv())).doesNotContain("ulimit -p");
    assertThat(old.weaknesses()).hasSizeGreaterThan(bubblewrap(SAME).weaknesses().size());
  }

  @Test
  void aJdkWhoseFilesAreUnknownIsRefused() {
    Box other =
        new Box(
            Path.of("/opt/other"),
            List.of(),
            Optional.empty(),
            List.of(),
            "Main",
            List.of(),
            BOX.limits());
    assertThatThrownBy(() -> bubblewrap(SAME).command(other, SCRATCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/opt/other");
  }

  @Test
  void landlockAllowsTheJdkTheBoxsFilesAndItsScratchSpaceOnly() {
    Landlock landlock = new Landlock(OTHER, Architecture.X86_64, Path.of("/opt/jdk"), FILES);
    List<String> argv = landlock.command(BOX, SCRATCH).argv();
    int rules = argv.indexOf("interleave.isolation.Confine") + 2;
    int end = argv.indexOf("/bin/sh") - 1;
    assertThat(argv).startsWith("setpriv", "--reuid=61001");
    assertThat(Base64.getDecoder().decode(argv.get(rules - 1)))
        .isEqualTo(SeccompFilter.withoutInternet(Architecture.X86_64).program());
    assertThat(argv.get(end)).isEqualTo("--");
    assertThat(argv.subList(rules, end))
        .containsExactlyInAnyOrder(
            "run:/opt/jdk",
            "run:/usr/bin/dash",
            "run:/lib64/ld.so",
            "run:/lib/libc.so.6",
            "read:/etc/cacerts",
            "read:/srv/book/agent.jar",
            "read:/srv/book/agent.aot",
            "read:/proc",
            "read:/dev/random",
            "read:/dev/urandom",
            "read:/etc/ld.so.cache",
            "use:/dev/null",
            "use:" + SCRATCH);
  }

  @Test
  void withoutWallsTheJvmIsStartedOnTheHostsPathsInAScratchDirectory() {
    LaunchCommand command = new None(SAME, true).command(BOX, SCRATCH);
    assertThat(command.argv()).startsWith("setpriv", "--pdeathsig", "KILL", "--", "/bin/sh");
    assertThat(command.argv())
        .contains(
            "/opt/jdk/bin/java",
            "-XX:AOTCache=/srv/book/agent.aot",
            "/srv/book/agent.jar",
            "-Djava.io.tmpdir=" + SCRATCH + "/tmp");
    assertThat(command.directory()).isEqualTo(SCRATCH.resolve("home"));
    assertThat(command.environment())
        .containsAllEntriesOf(Map.of("HOME", SCRATCH + "/home", "INTERLEAVE_BOX", "s-1"));
    assertThat(new None(SAME, false).command(BOX, SCRATCH).argv()).startsWith("/bin/sh");
  }

  @Test
  void onlyBubblewrapMayServeOthers() {
    assertThat(bubblewrap(SAME).mayServeOthers()).isTrue();
    Landlock landlock = new Landlock(SAME, Architecture.X86_64, Path.of("/opt/jdk"), FILES);
    for (Isolation fallback : List.of(landlock, new None(SAME, true))) {
      assertThat(fallback.mayServeOthers()).isFalse();
      assertThat(fallback.weaknesses()).isNotEmpty().allMatch(sentence -> sentence.endsWith("."));
    }
  }

  @Test
  void boxesAreNeverRoot() {
    assertThatThrownBy(() -> new BoxUser(OptionalInt.of(0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(BoxUser.ofThisServer().uid()).isNotEqualTo(OptionalInt.of(0));
  }
}
