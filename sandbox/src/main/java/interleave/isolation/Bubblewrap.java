package interleave.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;

import interleave.resources.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Namespaces, seccomp and limits around each box, set up by bubblewrap: no network but a loopback
 * of its own, no process but its own, no file but the JDK, our jar and a small scratch space that
 * vanishes with it.
 *
 * @param disablesUserNamespaces whether it knows {@code --disable-userns} and that works here
 *     (bubblewrap 0.8 and later; not under gVisor)
 * @param countsProcesses whether RLIMIT_NPROC counts each user namespace by itself (Linux 5.14)
 * @param user the host's user for boxes
 * @param architecture the machine's, for the system call filter
 * @param javaHome the JDK that boxes run, the only one whose files are known
 * @param systemFiles the files outside of the JDK that it needs
 */
public record Bubblewrap(
    boolean disablesUserNamespaces,
    boolean countsProcesses,
    BoxUser user,
    Architecture architecture,
    Path javaHome,
    SystemFiles systemFiles)
    implements Isolation {

  private static final Path JDK = Path.of("/jdk");

  /** The JDK again, with nothing but its own java: the one in /jdk is a script, for child JVMs. */
  private static final Path JVM = Path.of("/jvm");

  private static final Path APP = Path.of("/app");
  private static final Path HOME = Path.of("/home/reader");
  private static final Path TMP = Path.of("/tmp");

  // What a box finds at descriptors of these numbers while it is set up; bubblewrap closes them.
  private static final int ARGUMENTS = 3;
  private static final int FILTER = 4;
  private static final int FIRST_FILE = 5;

  private static final int QUEUED_SIGNALS = 1024;

  private static final Map<String, String> SMALL_FILES =
      new TreeMap<>(
          Map.of(
              "/etc/passwd", "reader:x:1000:1000:Reader:/home/reader:/bin/sh\n",
              "/etc/group", "reader:x:1000:\n",
              "/etc/hosts", "127.0.0.1 localhost box\n::1 localhost box\n",
              "/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n"));

  /** The same without {@code --disable-userns}. */
  Bubblewrap withoutDisablingUserNamespaces() {
    return new Bubblewrap(false, countsProcesses, user, architecture, javaHome, systemFiles);
  }

  @Override
  public String name() {
    return "bubblewrap";
  }

  @Override
  public boolean mayServeOthers() {
    return true;
  }

  @Override
  public List<String> weaknesses() {
    List<String> weaknesses = new ArrayList<>();
    weaknesses.add(
        "A session can learn where the host keeps the JDK and our jar, from its mounts.");
    if (!disablesUserNamespaces) {
      weaknesses.add(
          "This bubblewrap cannot forbid user namespaces inside the box; only the system call"
              + " filter does.");
    }
    if (!countsProcesses) {
      weaknesses.add(
          "The kernel does not limit the number of processes of a session; that takes Linux 5.14.");
    }
    return weaknesses;
  }

  @Override
  public LaunchCommand command(Box box, Path scratch) {
    if (!box.javaHome().equals(javaHome)) {
      throw new IllegalArgumentException(
          "this bubblewrap knows the files of %s, not of %s".formatted(javaHome, box.javaHome()));
    }
    List<String> argv = new ArrayList<>(user.prefix(false));
    argv.addAll(List.of("unshare", "--user", "--map-root-user", "--mount"));
    argv.addAll(List.of("--propagation", "private", "--"));
    argv.addAll(List.of("/bin/sh", "-c", mountScript(box.limits()), "sh", scratch.toString()));
    argv.addAll(List.of("bwrap", "--args", String.valueOf(ARGUMENTS)));
    argv.addAll(List.of("--seccomp", String.valueOf(FILTER), "--"));
    // From here on all can be read in the box, through /proc/1/cmdline: paths of the box only.
    List<String> java =
        JavaCommand.of(box, JVM, file -> APP.resolve(file.getFileName()), HOME, TMP);
    argv.addAll(InnerShell.command(box.limits(), countsProcesses, InnerShell.Refusal.FATAL, java));

    Map<Integer, byte[]> descriptors = new TreeMap<>();
    descriptors.put(ARGUMENTS, nulTerminated(arguments(box)));
    descriptors.put(FILTER, SeccompFilter.ofNamespacedBox(architecture).program());
    int descriptor = FIRST_FILE;
    for (String content : smallFiles(box).values()) {
      descriptors.put(descriptor++, content.getBytes(UTF_8));
    }
    // The environment can be read as /proc/1/environ, and a shell adds its working directory.
    return new LaunchCommand(
        argv, Map.of("PATH", "/usr/bin:/bin:/usr/sbin:/sbin"), descriptors, Path.of("/"));
  }

  /**
   * Makes the scratch space, in the outer user and mount namespace: bubblewrap's own tmpfs would
   * have no limit on files, and millions of empty ones fit in a few megabytes. The counts of
   * inotify are limited for the namespace too, since the kernel otherwise shares them out by user.
   * The limits of each process are set here already, so that bubblewrap's own has them as well.
   */
  private static String mountScript(Limits limits) {
    // Timers and queued signals, which the kernel counts by user; dash's ulimit has no word for it.
    String signals =
        "command -v prlimit >/dev/null && prlimit --sigpending=%1$d:%1$d --pid $$\n"
            .formatted(QUEUED_SIGNALS);
    String mount =
        """
        { echo 16 > /proc/sys/user/max_inotify_instances
        echo 4096 > /proc/sys/user/max_inotify_watches; } 2>/dev/null
        scratch=$1; shift
        mount -t tmpfs -o size=%dm,nr_inodes=%d,mode=0700,nosuid,nodev scratch "$scratch" \\
          && cd "$scratch" && mkdir home tmp && %s \\
          && unset PWD OLDPWD && exec "$@"
        """
            .formatted(
                limits.scratchMiB(),
                limits.scratchFiles(),
                ChildJvms.writing("java", JVM.resolve("bin/java")));
    return InnerShell.ofEachProcess(limits, InnerShell.Refusal.FATAL) + signals + mount;
  }

  /** What bubblewrap reads from a descriptor, since its command line can be read in the box. */
  private List<String> arguments(Box box) {
    List<String> words = new ArrayList<>();
    add(words, "--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net");
    add(words, "--unshare-uts", "--unshare-cgroup-try");
    if (disablesUserNamespaces) {
      add(words, "--disable-userns");
    }
    add(words, "--uid", "1000", "--gid", "1000", "--hostname", "box");
    add(words, "--new-session", "--die-with-parent", "--cap-drop", "ALL", "--clearenv");
    for (Path library : systemFiles.libraries()) {
      readOnly(words, library, library);
    }
    readOnly(words, systemFiles.shell(), Path.of("/bin/sh"));
    readOnly(words, javaHome, JDK);
    readOnly(words, javaHome.resolve("bin/java"), JVM.resolve("bin/java"));
    add(words, "--symlink", JDK.resolve("lib").toString(), JVM.resolve("lib").toString());
    readOnly(words, Path.of("java"), JDK.resolve("bin/java")); // from the scratch space
    box.childArchive()
        .filter(archive -> Files.exists(javaHome.resolve(ChildJvms.ARCHIVE)))
        .ifPresent(archive -> readOnly(words, archive, JDK.resolve(ChildJvms.ARCHIVE)));
    for (Path linked : systemFiles.linked()) {
      readOnly(words, linked, linked);
    }
    box.classPath().forEach(file -> readOnly(words, file, APP.resolve(file.getFileName())));
    box.aotCache().ifPresent(file -> readOnly(words, file, APP.resolve(file.getFileName())));
    int descriptor = FIRST_FILE;
    for (String file : smallFiles(box).keySet()) {
      add(words, "--file", String.valueOf(descriptor++), file);
    }
    add(words, "--proc", "/proc");
    // The box could write to the memory of its init, on which no limit was set, and take it over.
    add(words, "--tmpfs", "/proc/1", "--remount-ro", "/proc/1");
    // Not --dev: a shared mapping of /dev/zero is memory that no limit of a process counts.
    for (String device : List.of("/dev/null", "/dev/random", "/dev/urandom")) {
      add(words, "--dev-bind", device, device);
    }
    add(words, "--symlink", "/proc/self/fd", "/dev/fd");
    // Relative to the scratch space, so that these words are the same for every box.
    add(words, "--bind", "home", HOME.toString(), "--bind", "tmp", TMP.toString());
    add(words, "--remount-ro", "/", "--chdir", HOME.toString());
    environment().forEach((name, value) -> add(words, "--setenv", name, value));
    return words;
  }

  private static Map<String, String> smallFiles(Box box) {
    Map<String, String> files = new TreeMap<>(SMALL_FILES);
    files.put(ChildJvms.FLAGS.toString(), ChildJvms.flags(box.limits()));
    return files;
  }

  private static Map<String, String> environment() {
    return new TreeMap<>(
        Map.of(
            "HOME",
            HOME.toString(),
            "PATH",
            JDK + "/bin:/bin",
            "LANG",
            "C.UTF-8",
            "JAVA_HOME",
            JDK.toString(),
            "MALLOC_ARENA_MAX",
            "2"));
  }

  private static void readOnly(List<String> words, Path from, Path to) {
    add(words, "--ro-bind", from.toString(), to.toString());
  }

  private static void add(List<String> words, String... more) {
    words.addAll(List.of(more));
  }

  private static byte[] nulTerminated(List<String> words) {
    return (String.join("\0", words) + "\0").getBytes(UTF_8);
  }
}
