package interleave.isolation;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Runs in a JVM of its own in front of a box: locks this process in with Landlock and seccomp
 * (landlock(7), seccomp(2)), and becomes the box's command.
 *
 * <p>A thread of the server could lock only itself in and then start the box, but threads inherit
 * their creator's walls: a pool's worker that happens to be born on that thread, be it the one that
 * reaps processes or one that carries virtual threads, would stay locked in for ever.
 *
 * <p>Needs no other class, since it runs from a jar that holds only this one.
 */
@SuppressWarnings("restricted") // this is what native access is for
public final class Confine {

  private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");

  // System calls: numbers of x86-64 and aarch64, which agree on the newer ones.
  private static final long OPENAT = ARM ? 56 : 257;
  private static final long EXECVE = ARM ? 221 : 59;
  private static final long PRCTL = ARM ? 167 : 157;
  private static final long CLOSE_RANGE = 436;
  private static final long LANDLOCK_CREATE_RULESET = 444;
  private static final long LANDLOCK_ADD_RULE = 445;
  private static final long LANDLOCK_RESTRICT_SELF = 446;

  private static final long SET_PARENT_DEATH_SIGNAL = 1;
  private static final long SET_SECCOMP = 22;
  private static final long SET_NO_NEW_PRIVILEGES = 38;
  private static final long SIGKILL = 9;
  private static final long FILTER_MODE = 2;
  private static final long CLOSE_ON_EXEC = 4;
  private static final long OPEN_AS_PATH = 010000000 | 02000000; // O_PATH | O_CLOEXEC
  private static final long BENEATH_PATH = 1;

  /** All rights over files that Landlock handles, by its version; later ones add none. */
  private static final long[] HANDLED = {0, 0x1fff, 0x3fff, 0x7fff, 0x7fff, 0xffff};

  private static final long EXECUTE = 1;
  private static final long WRITE_FILE = 1 << 1;
  private static final long READ_FILE = 1 << 2;
  private static final long READ_DIRECTORY = 1 << 3;
  private static final long MAKE_DEVICES = 1 << 6 | 1 << 11;
  private static final long TRUNCATE = 1 << 14;
  private static final long DEVICE_CONTROL = 1 << 15;
  private static final long FOR_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE;

  private final Arena arena;
  private final MethodHandle call;
  private final MemoryLayout captured = Linker.Option.captureStateLayout();
  private final MemorySegment state;
  private final VarHandle errno =
      captured.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private Confine(Arena arena) {
    this.arena = arena;
    this.state = arena.allocate(captured);
    this.call =
        Linker.nativeLinker()
            .downcallHandle(
                Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(
                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(1));
  }

  /**
   * Locks in and becomes the command; returns only if that fails, with exit code 126.
   *
   * @param arguments the seccomp program in Base64; the rules; {@code --}; the command. A rule is
   *     {@code read:}, {@code run:} or {@code use:} and a file or directory; what does not exist is
   *     passed over
   */
  public static void main(String[] arguments) {
    int separator = Arrays.asList(arguments).indexOf("--");
    try (Arena arena = Arena.ofConfined()) {
      Confine confine = new Confine(arena);
      confine.prepare();
      confine.landlock(Arrays.asList(arguments).subList(1, separator));
      confine.seccomp(Base64.getDecoder().decode(arguments[0]));
      confine.become(Arrays.asList(arguments).subList(separator + 1, arguments.length));
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
    }
    System.exit(126);
  }

  private void prepare() {
    call("prctl(PR_SET_PDEATHSIG)", PRCTL, SET_PARENT_DEATH_SIGNAL, SIGKILL);
    call("prctl(PR_SET_NO_NEW_PRIVS)", PRCTL, SET_NO_NEW_PRIVILEGES, 1);
    call("close_range", CLOSE_RANGE, 3, 0xffffffffL, CLOSE_ON_EXEC);
  }

  private void landlock(List<String> rules) {
    int version = (int) call("Landlock is missing", LANDLOCK_CREATE_RULESET, 0, 0, 1);
    long handled = HANDLED[Math.min(version, HANDLED.length - 1)];
    MemorySegment attributes = arena.allocate(24, 8);
    attributes.set(JAVA_LONG, 0, handled);
    attributes.set(JAVA_LONG, 8, version >= 4 ? 3 : 0); // no TCP to be bound or connected
    attributes.set(
        JAVA_LONG, 16, version >= 6 ? 3 : 0); // no signals, no abstract sockets to others
    long size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
    long ruleset =
        call("landlock_create_ruleset", LANDLOCK_CREATE_RULESET, attributes.address(), size, 0);
    for (String rule : rules) {
      allow(ruleset, rule.substring(rule.indexOf(':') + 1), handled & rights(rule, handled));
    }
    call("landlock_restrict_self", LANDLOCK_RESTRICT_SELF, ruleset, 0);
  }

  private static long rights(String rule, long all) {
    return switch (rule.substring(0, rule.indexOf(':'))) {
      case "read" -> READ_FILE | READ_DIRECTORY;
      case "run" -> EXECUTE | READ_FILE | READ_DIRECTORY;
      case "use" -> all & ~(EXECUTE | MAKE_DEVICES | DEVICE_CONTROL);
      default -> throw new IllegalStateException("unknown right " + rule);
    };
  }

  private void allow(long ruleset, String path, long rights) {
    File file = new File(path);
    if (!file.exists()) {
      return;
    }
    long opened = call("open " + path, OPENAT, -1, text(path).address(), OPEN_AS_PATH, 0);
    MemorySegment beneath = arena.allocate(12, 8);
    beneath.set(JAVA_LONG_UNALIGNED, 0, file.isDirectory() ? rights : rights & FOR_FILES);
    beneath.set(JAVA_INT_UNALIGNED, 8, (int) opened);
    call(
        "landlock_add_rule " + path,
        LANDLOCK_ADD_RULE,
        ruleset,
        BENEATH_PATH,
        beneath.address(),
        0);
  }

  private void seccomp(byte[] program) {
    MemorySegment code = arena.allocate(program.length, 8);
    MemorySegment.copy(program, 0, code, ValueLayout.JAVA_BYTE, 0, program.length);
    MemorySegment header = arena.allocate(16, 8);
    header.set(JAVA_SHORT, 0, (short) (program.length / 8));
    header.set(ADDRESS, 8, code);
    call("seccomp", PRCTL, SET_SECCOMP, FILTER_MODE, header.address());
  }

  private void become(List<String> command) {
    MemorySegment argv = arena.allocate(ADDRESS, command.size() + 1L); // ends with a null
    for (int i = 0; i < command.size(); i++) {
      argv.setAtIndex(ADDRESS, i, text(command.get(i)));
    }
    MemorySegment environ =
        Linker.nativeLinker()
            .defaultLookup()
            .findOrThrow("environ")
            .reinterpret(ADDRESS.byteSize())
            .get(ADDRESS, 0);
    call(
        "exec " + command.getFirst(),
        EXECVE,
        argv.get(ADDRESS, 0).address(),
        argv.address(),
        environ.address());
  }

  private MemorySegment text(String text) {
    return arena.allocateFrom(text);
  }

  /** Makes a system call with up to five arguments. */
  private long call(String what, long number, long... arguments) {
    long[] all = Arrays.copyOf(arguments, 5);
    long result;
    try {
      result = (long) call.invokeExact(state, number, all[0], all[1], all[2], all[3], all[4]);
    } catch (Throwable e) {
      throw new IllegalStateException(what + ": " + e, e);
    }
    if (result < 0) {
      throw new IllegalStateException("%s: error %d".formatted(what, (int) errno.get(state, 0L)));
    }
    return result;
  }
}
