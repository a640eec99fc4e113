package interleave.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The filter's verdicts, found by running its program as the kernel would, for both processors. */
class SeccompFilterTest {

  private static final int ALLOW = 0x7fff0000;
  private static final int KILL = 0x80000000;
  private static final int EPERM = 0x00050001;
  private static final int EACCES = 0x0005000d;
  private static final int ENOSYS = 0x00050026;
  private static final int EAFNOSUPPORT = 0x00050061;

  @ParameterizedTest
  @EnumSource
  void forbiddenCallsFailAndUnknownOnesAreMissing(Architecture architecture) {
    for (SystemCall call : SystemCall.values()) {
      call.number(architecture)
          .ifPresent(
              number -> {
                int verdict = verdict(architecture, number);
                switch (call.rule) {
                  case FORBIDDEN -> assertThat(verdict).as(call.name()).isEqualTo(EPERM);
                  case UNKNOWN -> assertThat(verdict).as(call.name()).isEqualTo(ENOSYS);
                  case NO_NAMESPACES,
                      NO_TERMINAL_INPUT,
                      PLAIN_SOCKETS,
                      USUAL_BUFFERS,
                      COUNTED_MEMORY -> {}
                }
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void ordinaryCallsAreAllowed(Architecture architecture) {
    // read, write, futex, execve, exit_group
    int[] numbers =
        switch (architecture) {
          case X86_64 -> new int[] {0, 1, 202, 59, 231};
          case AARCH64 -> new int[] {63, 64, 98, 221, 94};
        };
    for (int number : numbers) {
      assertThat(verdict(architecture, number)).isEqualTo(ALLOW);
    }
  }

  @Test
  void anotherArchitecturesCallsKill() {
    byte[] program = SeccompFilter.ofNamespacedBox(Architecture.X86_64).program();
    assertThat(run(program, 0x40000003, 1)).as("i386").isEqualTo(KILL);
    assertThat(run(program, Architecture.X86_64.audit, 0x40000001)).as("x32").isEqualTo(ENOSYS);
  }

  @ParameterizedTest
  @EnumSource
  void threadsAndProcessesMayBeMadeButNoNamespaces(Architecture architecture) {
    int clone = SystemCall.CLONE.number(architecture).orElseThrow();
    assertThat(verdict(architecture, clone, 0x003d0f00)).as("a thread").isEqualTo(ALLOW);
    assertThat(verdict(architecture, clone, 17)).as("a fork").isEqualTo(ALLOW);
    for (int namespace :
        new int[] {
          0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000
        }) {
      assertThat(verdict(architecture, clone, namespace | 17)).isEqualTo(EPERM);
    }
  }

  @ParameterizedTest
  @EnumSource
  void mappedMemoryIsOfAKindThatIsCounted(Architecture architecture) {
    int mmap = SystemCall.MMAP.number(architecture).orElseThrow();
    assertThat(verdict(architecture, mmap, 0, 4096, 3, 0x22)).as("private").isEqualTo(ALLOW);
    assertThat(verdict(architecture, mmap, 0, 4096, 3, 0x4022)).as("no reserve").isEqualTo(ALLOW);
    assertThat(verdict(architecture, mmap, 0, 4096, 3, 0x01)).as("shared file").isEqualTo(ALLOW);
    assertThat(verdict(architecture, mmap, 0, 4096, 3, 0x02)).as("private file").isEqualTo(ALLOW);
    assertThat(verdict(architecture, mmap, 0, 4096, 3, 0x21)).as("shared").isEqualTo(EPERM);
    assertThat(verdict(architecture, mmap, 0, 4096, 3, 0x4031)).as("fixed").isEqualTo(EPERM);
    assertThat(verdict(architecture, mmap, 0, 4096, 3, 0x122)).as("growing").isEqualTo(EPERM);
  }

  @ParameterizedTest
  @EnumSource
  void buffersOfSocketsKeepTheirUsualSize(Architecture architecture) {
    int setsockopt = SystemCall.SETSOCKOPT.number(architecture).orElseThrow();
    int success = 0x00050000;
    for (int option : new int[] {7, 8, 32, 33}) {
      assertThat(verdict(architecture, setsockopt, 3, 1, option)).isEqualTo(success);
    }
    assertThat(verdict(architecture, setsockopt, 3, 1, 2)).as("SO_REUSEADDR").isEqualTo(ALLOW);
    assertThat(verdict(architecture, setsockopt, 3, 6, 7)).as("of TCP").isEqualTo(ALLOW);
  }

  @ParameterizedTest
  @EnumSource
  void terminalInputCannotBeForged(Architecture architecture) {
    int ioctl = SystemCall.IOCTL.number(architecture).orElseThrow();
    assertThat(verdict(architecture, ioctl, 1, 0x5401)).as("TCGETS").isEqualTo(ALLOW);
    assertThat(verdict(architecture, ioctl, 1, 0x5412)).as("TIOCSTI").isEqualTo(EPERM);
    assertThat(verdict(architecture, ioctl, 1, 0x541c)).as("TIOCLINUX").isEqualTo(EPERM);
  }

  @ParameterizedTest
  @EnumSource
  void socketsAreOfTheUsualFamilies(Architecture architecture) {
    byte[] namespaced = SeccompFilter.ofNamespacedBox(architecture).program();
    byte[] without = SeccompFilter.withoutInternet(architecture).program();
    for (SystemCall call : new SystemCall[] {SystemCall.SOCKET, SystemCall.SOCKETPAIR}) {
      int number = call.number(architecture).orElseThrow();
      assertThat(run(namespaced, architecture.audit, number, 1)).as("unix").isEqualTo(ALLOW);
      assertThat(run(namespaced, architecture.audit, number, 2)).as("inet").isEqualTo(ALLOW);
      assertThat(run(namespaced, architecture.audit, number, 10)).as("inet6").isEqualTo(ALLOW);
      assertThat(run(namespaced, architecture.audit, number, 16))
          .as("netlink")
          .isEqualTo(EAFNOSUPPORT);
      assertThat(run(without, architecture.audit, number, 1)).as("unix").isEqualTo(ALLOW);
      assertThat(run(without, architecture.audit, number, 2)).as("inet").isEqualTo(EACCES);
      assertThat(run(without, architecture.audit, number, 10)).as("inet6").isEqualTo(EACCES);
    }
  }

  private static int verdict(Architecture architecture, int number, int... arguments) {
    return run(
        SeccompFilter.ofNamespacedBox(architecture).program(),
        architecture.audit,
        number,
        arguments);
  }

  /** Runs a program on one call: the few instructions of classic BPF that seccomp knows. */
  private static int run(byte[] program, int audit, int number, int... arguments) {
    ByteBuffer call = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    call.putInt(0, number).putInt(4, audit);
    for (int i = 0; i < arguments.length; i++) {
      call.putInt(16 + 8 * i, arguments[i]);
    }
    ByteBuffer code = ByteBuffer.wrap(program).order(ByteOrder.nativeOrder());
    int accumulator = 0;
    for (int at = 0; ; at += 8) {
      int operand = code.getInt(at + 4);
      boolean jumps;
      switch (code.getShort(at)) {
        case 0x20 -> {
          accumulator = call.getInt(operand);
          continue;
        }
        case 0x54 -> {
          accumulator &= operand;
          continue;
        }
        case 0x06 -> {
          return operand;
        }
        case 0x15 -> jumps = accumulator == operand;
        case 0x35 -> jumps = Integer.compareUnsigned(accumulator, operand) >= 0;
        case 0x45 -> jumps = (accumulator & operand) != 0;
        default -> throw new AssertionError("instruction " + code.getShort(at));
      }
      at += 8 * code.get(jumps ? at + 2 : at + 3);
    }
  }
}
