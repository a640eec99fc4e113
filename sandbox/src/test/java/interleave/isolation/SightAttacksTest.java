package interleave.isolation;

import static interleave.isolation.Doctor.Wall.BUBBLEWRAP;
import static interleave.isolation.Doctor.Wall.LANDLOCK;
import static interleave.isolation.Doctor.Wall.NONE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Attacks that read, change or link files of the host, of other processes and of the kernel. */
@EnabledOnOs(OS.LINUX)
class SightAttacksTest {

  @RegisterExtension static final AttackSuite SUITE = new AttackSuite("host files and /proc");

  private static final String NOT_THERE = "mount namespace: not there";
  private static final String READ = "say(result(() -> Files.readString(Path.of(args[0]))));";
  private static final String ABSENT = "NoSuchFileException: .*";
  private static final String DENIED = "AccessDeniedException: .*";

  private static Attack reading(String what, Object file) {
    return Attack.of("reading " + what, READ)
        .given(file)
        .stopped(BUBBLEWRAP, NOT_THERE, ABSENT)
        .stopped(LANDLOCK, "Landlock", DENIED);
  }

  @TestFactory
  Stream<DynamicTest> hostFiles() throws IOException {
    Path ours = Files.writeString(SUITE.directory().resolve("secret"), "secret");
    return SUITE.tests(
        List.of(
            reading("a file of the server", ours).worksWithNoWall("secret"),
            reading("a file of the server through /proc/1/root", "/proc/1/root" + ours)
                .stopped(BUBBLEWRAP, "mount namespace", "(?:NoSuchFile|AccessDenied)Exception: .*"),
            reading(
                "a file of the server with .. in its path",
                "/proc/self/cwd/../../../../../../../.." + ours),
            reading("/etc/shadow", "/etc/shadow"),
            reading("/etc/hostname", "/etc/hostname"),
            Attack.of(
                    "reading /etc/passwd of the host",
                    "say(result(() ->"
                        + " Files.readString(Path.of(\"/etc/passwd\")).contains(\"root\")));")
                .stopped(BUBBLEWRAP, "mount namespace: another is there", "false")
                .stopped(LANDLOCK, "Landlock", DENIED)
                .worksWithNoWall("true"),
            Attack.of(
                    "reading it through a symlink",
                    """
                    Files.createSymbolicLink(Path.of("link"), Path.of(args[0]));
                    say(result(() -> Files.readString(Path.of("link"))));
                    """)
                .given(ours)
                .stopped(BUBBLEWRAP, NOT_THERE, ABSENT)
                .stopped(LANDLOCK, "Landlock", DENIED)
                .worksWithNoWall("secret"),
            Attack.of(
                    "a hard link to a file of the JDK, to change it",
                    """
                    say(result(() -> Files.createLink(
                        Path.of("link"), Path.of(System.getProperty("java.home"), "release"))));
                    """)
                .stopped(BUBBLEWRAP, "mount namespace", "FileSystemException: .*cross-device link")
                .stopped(LANDLOCK, "Landlock", "\\w+Exception: .*"),
            Attack.of(
                    "listing the root directory",
                    "say(result(() -> new TreeSet<>(List.of(new File(\"/\").list()))));")
                .stopped(
                    BUBBLEWRAP,
                    "mount namespace",
                    "\\[app, bin, dev, etc, home, jdk, jvm(, lib\\d*)+, proc, tmp(, usr)?\\]")
                .stopped(LANDLOCK, "Landlock", "NullPointerException.*")
                .worksWithNoWall(".*, root, .*"),
            Attack.of(
                    "writing everywhere",
                    """
                    for (String place : List.of("/", "/app", System.getProperty("java.home"), "/etc",
                        "/dev", "/bin", "/proc", "/home", "/var/tmp", "/dev/shm", "/sys", "/run", args[0]))
                      if (result(() -> Files.writeString(Path.of(place, "attack-new"), "x")).startsWith("/"))
                        say("written in " + place);
                    for (String file : List.of("/etc/passwd", "/bin/sh", System.getProperty("java.home")
                        + "/lib/modules", System.getProperty("java.class.path").split(":")[0]))
                      if (!result(() -> new FileOutputStream(file, true)).contains("Exception"))
                        say("opened " + file);
                    """)
                .given(SUITE.directory())
                .stopped(BUBBLEWRAP, "read-only binds, --remount-ro /", "")
                .stopped(LANDLOCK, "Landlock", "")
                .without(
                    BUBBLEWRAP,
                    "--remount-ro /",
                    Without.argument("--remount-ro", "/"),
                    "written in /; written in /app; .*"),
            Attack.of(
                    "running a set-user-id program of the host",
                    "say(result(() -> new ProcessBuilder(\"/usr/bin/su\","
                        + " \"--version\").start().waitFor()));")
                .stopped(BUBBLEWRAP, NOT_THERE, "IOException: .*No such file.*")
                .stopped(LANDLOCK, "Landlock", "IOException: .*Permission denied.*")
                .worksWithNoWall("0"),
            Attack.of(
                    "making a device node",
                    "ask(MKNODAT, -100, \"kmem\", 020600, 0x101); ask(MKNODAT, -100, \"disk\","
                        + " 060600, 0x800);")
                .stopped(BUBBLEWRAP, "no capabilities", "EPERM; EPERM")
                .stopped(
                    LANDLOCK, "Landlock, no capabilities", "E(?:PERM|ACCES); E(?:PERM|ACCES)")));
  }

  @TestFactory
  Stream<DynamicTest> filesOfAnotherBox() throws IOException {
    BoxedProcess other =
        SUITE
            .trials(NONE)
            .start(
                """
                say(Files.writeString(Path.of("mine"), "secret").toAbsolutePath());
                Thread.sleep(1_000_000);
                """);
    String file = Trials.readLine(other.raw());
    return SUITE.tests(List.of(reading("a file of another box", file).worksWithNoWall("secret")));
  }

  @TestFactory
  Stream<DynamicTest> otherProcesses() throws IOException {
    long server = ProcessHandle.current().pid();
    return SUITE.tests(
        List.of(
            reading("the server's environment", "/proc/%d/environ".formatted(server)),
            Attack.of(
                    "reading the server's command line",
                    "say(result(() -> Files.readString(Path.of(args[0])).contains(\"java\")));")
                .given("/proc/%d/cmdline".formatted(server))
                .stopped(BUBBLEWRAP, "pid namespace", ABSENT)
                .works(LANDLOCK, "can see which programs run on this machine", "true")
                .worksWithNoWall("true"),
            Attack.of(
                    "listing the processes of the machine",
                    """
                    var pids = ProcessHandle.allProcesses().map(ProcessHandle::pid).toList();
                    say(pids.size() > 3 ? "many" : pids);
                    """)
                .stopped(BUBBLEWRAP, "pid namespace", "\\[2\\]")
                .works(LANDLOCK, "can see which programs run on this machine", "many")
                .without(BUBBLEWRAP, "--unshare-pid", Without.argument("--unshare-pid"), "many"),
            Attack.of(
                    "the host's paths and variables in what the box was started with",
                    """
                    say(new TreeSet<>(System.getenv().keySet()));
                    for (String pid : List.of("1", "2", "self"))
                      for (String file : List.of("environ", "cmdline"))
                        for (String word : List.of("/usr/lib/jvm", "interleave-boxes", "--setenv", "SUDO_"))
                          if (result(() -> Files.readString(Path.of("/proc/" + pid, file))).contains(word))
                            say(pid + "/" + file + ": " + word);
                    """)
                .stopped(
                    BUBBLEWRAP,
                    "env -i, --args by descriptor",
                    "\\[HOME, JAVA_HOME, LANG, MALLOC_ARENA_MAX, PATH, PWD\\]")
                .works(
                    LANDLOCK,
                    "can see which programs run on this machine",
                    "\\[HOME, INTERLEAVE_BOX, JAVA_HOME, LANG, MALLOC_ARENA_MAX, PATH, PWD\\];.*"),
            Attack.of(
                    "descriptors that were left open",
                    """
                    for (int descriptor = 0; descriptor < 512; descriptor++) {
                      Path link = Path.of("/proc/self/fd/" + descriptor);
                      String to = result(() -> Files.readSymbolicLink(link));
                      if (!to.matches("NoSuchFile.*|/dev/null|pipe:.*|/proc/.*|/jdk/.*|/jvm/.*|/app/.*"
                          + "|.*/lib/modules|.*\\\\.jar")) say(to);
                    }
                    """)
                .stopped("close-on-exec", ""),
            Attack.of(
                    "taking over the box's init, which has no limits, through its memory",
                    """
                    ask(OPENAT, -100, "/proc/1/mem", 2, 0);
                    ask(OPENAT, -100, "/proc/1/task/1/mem", 2, 0);
                    """)
                .stopped(BUBBLEWRAP, "nothing is mounted over /proc/1", "ENOENT; ENOENT")
                .stopped(LANDLOCK, "Landlock", "EACCES; EACCES")
                .without(
                    BUBBLEWRAP,
                    "--tmpfs /proc/1",
                    Without.argument("--tmpfs", "/proc/1", "--remount-ro", "/proc/1"),
                    "done; done"),
            Attack.of(
                    "taking over the box's init, which has no limits, by system calls",
                    """
                    long[] io = {memory(0).address(), 8};
                    ask(PROCESS_VM_READV, 1, memory(io), 1, memory(io), 1, 0);
                    ask(PROCESS_VM_WRITEV, 1, memory(io), 1, memory(io), 1, 0);
                    ask(PTRACE, 0x4206, 1, 0, 0);
                    ask(PIDFD_GETFD, done(call(PIDFD_OPEN, 1, 0)), 0, 0);
                    ask(KCMP, 1, call(GETPID), 0, 0, 0);
                    """)
                .stopped("seccomp", "EPERM; EPERM; EPERM; EPERM; EPERM")
                .without(BUBBLEWRAP, "seccomp", Without::seccomp, "E.*; E.*; done; done; done")));
  }

  @TestFactory
  Stream<DynamicTest> kernelFiles() throws IOException {
    return SUITE.tests(
        List.of(
            Attack.of(
                    "writing to the kernel's files",
                    """
                    for (String file : List.of("sysrq-trigger", "sys/kernel/core_pattern",
                        "sys/kernel/hostname", "sys/vm/drop_caches", "sys/user/max_inotify_instances",
                        "sys/net/ipv4/ip_forward", "sys/net/ipv4/ping_group_range", "self/uid_map",
                        "self/gid_map", "self/setgroups", "1/uid_map", "self/loginuid", "1/oom_score_adj",
                        "sys/kernel/ns_last_pid", "self/timens_offsets", "irq/default_smp_affinity"))
                      if (result(() -> Files.writeString(Path.of("/proc", file), "0")).startsWith("/"))
                        say("written: " + file);
                    """)
                .stopped(BUBBLEWRAP, "no capabilities", "")
                .stopped(LANDLOCK, "Landlock", ""),
            Attack.of(
                    "reading the kernel's secrets",
                    """
                    for (String file : List.of("kcore", "kmsg", "sched_debug", "vmallocinfo",
                        "self/../1/environ", "self/../1/maps", "1/cwd/etc", "pagetypeinfo", "slabinfo"))
                      if (call(OPENAT, -100, "/proc/" + file, 0, 0) >= 0)
                        say("opened: " + file);
                    if (result(() -> Files.readString(Path.of("/proc/kallsyms"))).matches("(?s).*[1-9a-f]{8} .*"))
                      say("addresses of the kernel");
                    """)
                .stopped(BUBBLEWRAP, "user namespace", "")
                .stopped(LANDLOCK, "another user's; Landlock", "")));
  }
}
