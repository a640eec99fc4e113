package interleave.isolation;

import static interleave.isolation.Doctor.Wall.BUBBLEWRAP;
import static java.util.stream.Collectors.joining;

import interleave.isolation.SystemCall.Rule;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Attacks on namespaces, privileges and the parts of the kernel that Java has no use for. */
@EnabledOnOs(OS.LINUX)
class KernelAttacksTest {

  @RegisterExtension static final AttackSuite SUITE = new AttackSuite("kernel interfaces");

  private static Attack forbidden(String name, String statements, String seen) {
    return Attack.of(name, statements).stopped("seccomp", seen);
  }

  private static Attack withControl(
      String name, String statements, String seen, String withoutSeccomp) {
    return forbidden(name, statements, seen)
        .without(BUBBLEWRAP, "seccomp", Without::seccomp, withoutSeccomp);
  }

  @TestFactory
  Stream<DynamicTest> namespacesAndMounts() throws IOException {
    return SUITE.tests(
        List.of(
            forbidden(
                "unshare of each namespace",
                """
                for (long flag : new long[] {
                    0x10000000, 0x20000, 0x4000000, 0x8000000, 0x20000000, 0x40000000, 0x2000000, 0x80})
                  if (!asked(UNSHARE, flag).equals("EPERM")) say(flag);
                """,
                ""),
            withControl(
                    "clone of a new user namespace",
                    """
                    long child = call(CLONE, 0x10000000 | 17, 0, 0, 0, 0);
                    if (child == 0) call(KILL, call(GETPID), 9);
                    say(child > 0 ? "done" : "error " + -child);
                    """,
                    "error 1",
                    "error 28")
                .without(
                    BUBBLEWRAP,
                    "seccomp and --disable-userns",
                    command -> Without.seccomp(Without.argument("--disable-userns").apply(command)),
                    "done"),
            withControl("clone3", "ask(CLONE3, memory(0), 64);", "ENOSYS", "EINVAL"),
            forbidden(
                "setns into its own namespace",
                "ask(SETNS, done(call(OPENAT, -100, \"/proc/self/ns/uts\", 0, 0)), 0);",
                "EPERM"),
            forbidden(
                "mount, umount, pivot_root, chroot",
                """
                ask(MOUNT, "none", "/tmp", "tmpfs", 0, 0);
                ask(UMOUNT2, "/proc/1", 2);
                ask(PIVOT_ROOT, "/tmp", "/tmp");
                ask(CHROOT, "/tmp");
                """,
                "EPERM; EPERM; EPERM; EPERM"),
            forbidden(
                "the newer calls for mounts",
                """
                ask(OPEN_TREE, -100, "/", 1);
                ask(MOVE_MOUNT, -100, "/tmp", -100, "/proc/1", 0);
                ask(FSOPEN, "tmpfs", 0);
                ask(MOUNT_SETATTR, -100, "/", 0, memory(0, 0, 0, 0), 32);
                ask(LISTMOUNT, memory(0, 0, 0, 0), memory(0, 0, 0), 3, 0);
                ask(STATMOUNT, memory(0, 0, 0, 0), memory(0, 0, 0), 3, 0);
                """,
                "ENOSYS; ENOSYS; ENOSYS; ENOSYS; ENOSYS; ENOSYS"),
            Attack.of(
                    "becoming root, with all capabilities",
                    """
                    ask(SETUID, 0);
                    ask(SETGID, 0);
                    ask(CAPSET, memory(0x20080522L), memory(-1, -1, -1));
                    ask(PRCTL, 38, 0, 0, 0, 0); // no_new_privs off
                    ask(PRCTL, 47, 2, 0, 0, 0); // an ambient capability
                    ask(PRCTL, 28, 0x2f, 0, 0, 0); // securebits
                    for (String line : Files.readAllLines(Path.of("/proc/self/status")))
                      if (line.matches("(CapPrm|CapEff|CapBnd|NoNewPrivs|Seccomp):.*"))
                        say(line.replaceAll("\\\\s+", " "));
                    """)
                .stopped(
                    "no capabilities, no_new_privs",
                    "E[A-Z]+; E[A-Z]+; EPERM; EINVAL; EPERM; EPERM;"
                        + " CapPrm: 0+; CapEff: 0+; CapBnd: 0+; NoNewPrivs: 1; Seccomp: 2")));
  }

  @TestFactory
  Stream<DynamicTest> partsOfTheKernel() throws IOException {
    String each =
        EnumSet.allOf(SystemCall.class).stream()
            .filter(call -> call.rule == Rule.FORBIDDEN || call.rule == Rule.UNKNOWN)
            .filter(call -> call.number(Architecture.ofThisMachine().orElseThrow()).isPresent())
            .map(
                call ->
                    "if (call(%1$s) != %2$d) say(\"%1$s\");\n"
                        .formatted(call, call.rule == Rule.FORBIDDEN ? -1 : -38))
            .collect(joining());
    return SUITE.tests(
        List.of(
            forbidden("every system call that the filter names", each, ""),
            forbidden("bpf", "ask(BPF, 0, memory(1, 1, 1, 1, 1, 0, 0, 0), 64);", "EPERM"),
            forbidden(
                "perf_event_open",
                "ask(PERF_EVENT_OPEN, memory(120L << 32 | 1, 0, 0, 0, 0, 0), 0, -1, -1, 0);",
                "EPERM"),
            withControl(
                "io_uring",
                "ask(IO_URING_SETUP, 8, Arena.global().allocate(256));",
                "ENOSYS",
                "done"),
            withControl(
                "userfaultfd, for faults of its own", "ask(USERFAULTFD, 1);", "EPERM", "done"),
            withControl(
                "keys: add_key and keyctl",
                """
                ask(ADD_KEY, "user", "attack", "x", 1, -2); // into the process's keyring
                ask(KEYCTL, 0, -2, 1, 0, 0);
                """,
                "EPERM; EPERM",
                "done; done"),
            withControl("ptrace of a tracer", "ask(PTRACE, 0, 0, 0, 0);", "EPERM", "done"),
            withControl(
                "personality without randomized addresses",
                "ask(PERSONALITY, 0x40000);",
                "EPERM",
                "done"),
            withControl(
                "handles of files",
                "ask(NAME_TO_HANDLE_AT, -100, \"/tmp\", memory(128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,"
                    + " 0, 0, 0, 0, 0, 0, 0), memory(0), 0);",
                "EPERM",
                "done|EOPNOTSUPP"),
            forbidden("fanotify", "ask(FANOTIFY_INIT, 0x200, 0);", "EPERM"),
            forbidden(
                "the kernel's log, modules, swap and a new kernel",
                """
                ask(SYSLOG, 10, 0, 0);
                ask(INIT_MODULE, 0, 0, "");
                ask(SWAPOFF, "/nowhere");
                ask(KEXEC_LOAD, 0, 0, 0, 0);
                """,
                "EPERM; EPERM; EPERM; EPERM"),
            forbidden(
                "the clock and the host's name",
                """
                ask(CLOCK_SETTIME, 0, 0);
                ask(CLOCK_ADJTIME, 0, 0);
                ask(SETHOSTNAME, "attack", 0);
                """,
                "EPERM; EPERM; EPERM"),
            withControl(
                "typing into a terminal: TIOCSTI",
                "ask(IOCTL, 1, 0x5412, \"x\"); ask(IOCTL, 1, 0x5412L | 1L << 32, \"x\");",
                "EPERM; EPERM",
                "error 25; error 25")));
  }

  @TestFactory
  Stream<DynamicTest> waysAroundTheFilter() throws IOException {
    Attack other =
        forbidden(
            "system calls by the numbers of x32",
            "ask(0x40000000L + GETPID); ask(0x40000000L + 520);",
            "ENOSYS; ENOSYS");
    Attack i386 =
        Attack.of(
                "system calls of another architecture: int 0x80",
                """
                // mov eax, 20 (getpid); int 0x80; ret
                byte[] code = {(byte) 0xb8, 20, 0, 0, 0, (byte) 0xcd, (byte) 0x80, (byte) 0xc3};
                long at = done(call(MMAP, 0, 4096, 7, 0x22, -1, 0));
                MemorySegment.copy(code, 0, MemorySegment.ofAddress(at).reinterpret(4096),
                    ValueLayout.JAVA_BYTE, 0, code.length);
                int pid = (int) Linker.nativeLinker().downcallHandle(
                    MemorySegment.ofAddress(at), FunctionDescriptor.of(ValueLayout.JAVA_INT)).invoke();
                say(pid == ProcessHandle.current().pid() ? "done" : "no such calls here");
                """)
            .stopped("seccomp", ".*\\(exit 159\\)")
            .without(BUBBLEWRAP, "seccomp", Without::seccomp, "done|.*\\(exit 1\\d\\d\\)");
    List<Attack> both =
        List.of(
            withControl(
                "arguments with high halves that the filter does not look at",
                """
                ask(SOCKET, 16 | 1L << 32, 3, 0);
                ask(MMAP, 0, 1 << 20, 3, 0x21 | 1L << 32, -1, 0);
                """,
                "E\\w+; EPERM",
                "done; done"));
    return SUITE.tests(
        Architecture.ofThisMachine().orElseThrow() == Architecture.X86_64
            ? Stream.concat(both.stream(), Stream.of(other, i386)).toList()
            : both);
  }
}
