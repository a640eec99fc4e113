package interleave.isolation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a filter of system calls as the kernel takes it: a program of the classic Berkeley Packet
 * Filter, an array of {@code struct sock_filter} (see seccomp(2)), with no native library.
 */
final class SeccompFilter {

  // Instructions: load a word of seccomp_data, mask it, compare and jump, return a verdict.
  private static final int LOAD = 0x20;
  private static final int AND = 0x54;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_AT_LEAST = 0x35;
  private static final int JUMP_IF_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;

  private static final int ALLOW = 0x7fff0000;
  private static final int FAIL_WITH = 0x00050000;
  private static final int KILL_PROCESS = 0x80000000;

  private static final int EPERM = 1;
  private static final int EACCES = 13;
  private static final int ENOSYS = 38;
  private static final int EAFNOSUPPORT = 97;

  // Offsets in struct seccomp_data; arguments are 64 bits, and their low halves are enough.
  private static final int NUMBER = 0;
  private static final int ARCHITECTURE = 4;

  private static final int NEW_NAMESPACE_FLAGS = 0x7E020000;
  private static final int MAP_TYPE_AND_ANONYMOUS = 0x0f | 0x20;
  private static final int MAP_SHARED_ANONYMOUS = 0x01 | 0x20;
  private static final int MAP_GROWSDOWN = 0x100;
  private static final int TIOCSTI = 0x5412;
  private static final int TIOCLINUX = 0x541C;
  private static final int SOL_SOCKET = 1;
  private static final int SO_SNDBUF = 7;
  private static final int SO_RCVBUF = 8;
  private static final int SO_SNDBUFFORCE = 32;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int AF_UNIX = 1;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;

  private final Architecture architecture;
  private final List<int[]> instructions = new ArrayList<>();

  private SeccompFilter(Architecture architecture, boolean internet) {
    this.architecture = architecture;
    add(LOAD, 0, 0, ARCHITECTURE);
    add(JUMP_IF_EQUAL, 1, 0, architecture.audit);
    add(RETURN, 0, 0, KILL_PROCESS);
    add(LOAD, 0, 0, NUMBER);
    if (architecture == Architecture.X86_64) {
      // The x32 calls, which are the same calls by other numbers.
      add(JUMP_IF_AT_LEAST, 0, 1, 0x40000000);
      add(RETURN, 0, 0, FAIL_WITH | ENOSYS);
    }
    for (SystemCall call : SystemCall.values()) {
      call.number(architecture)
          .ifPresent(
              number -> {
                switch (call.rule) {
                  case FORBIDDEN -> fail(number, EPERM);
                  // The C library and the JVM have another way if a call is unknown.
                  case UNKNOWN -> fail(number, ENOSYS);
                  case NO_NAMESPACES -> noNamespaces(number);
                  case NO_TERMINAL_INPUT -> noTerminalInput(number);
                  case PLAIN_SOCKETS -> plainSockets(number, internet);
                  case USUAL_BUFFERS -> usualBuffers(number);
                  case COUNTED_MEMORY -> countedMemory(number);
                }
              });
    }
    add(RETURN, 0, 0, ALLOW);
  }

  /** The filter of a box with a network namespace of its own, whose sockets lead nowhere else. */
  static SeccompFilter ofNamespacedBox(Architecture architecture) {
    return new SeccompFilter(architecture, true);
  }

  /** The filter of a box on the host's network: it makes no Internet socket, TCP or UDP, at all. */
  static SeccompFilter withoutInternet(Architecture architecture) {
    return new SeccompFilter(architecture, false);
  }

  /** The program, 8 bytes an instruction, in this machine's byte order. */
  byte[] program() {
    ByteBuffer bytes = ByteBuffer.allocate(instructions.size() * 8).order(ByteOrder.nativeOrder());
    for (int[] instruction : instructions) {
      bytes.putShort((short) instruction[0]);
      bytes.put((byte) instruction[1]);
      bytes.put((byte) instruction[2]);
      bytes.putInt(instruction[3]);
    }
    return bytes.array();
  }

  private void fail(int number, int error) {
    add(JUMP_IF_EQUAL, 0, 1, number);
    add(RETURN, 0, 0, FAIL_WITH | error);
  }

  /** clone: the flags are its first argument. */
  private void noNamespaces(int number) {
    add(JUMP_IF_EQUAL, 0, 4, number);
    add(LOAD, 0, 0, argument(0));
    add(JUMP_IF_ANY_BIT, 0, 1, NEW_NAMESPACE_FLAGS);
    add(RETURN, 0, 0, FAIL_WITH | EPERM);
    add(RETURN, 0, 0, ALLOW);
  }

  /** ioctl: what is asked is its second argument. */
  private void noTerminalInput(int number) {
    add(JUMP_IF_EQUAL, 0, 5, number);
    add(LOAD, 0, 0, argument(1));
    add(JUMP_IF_EQUAL, 1, 0, TIOCSTI);
    add(JUMP_IF_EQUAL, 0, 1, TIOCLINUX);
    add(RETURN, 0, 0, FAIL_WITH | EPERM);
    add(RETURN, 0, 0, ALLOW);
  }

  /** socket and socketpair: the family is their first argument. */
  private void plainSockets(int number, boolean internet) {
    if (internet) {
      add(JUMP_IF_EQUAL, 0, 6, number);
      add(LOAD, 0, 0, argument(0));
      add(JUMP_IF_EQUAL, 3, 0, AF_UNIX);
      add(JUMP_IF_EQUAL, 2, 0, AF_INET);
      add(JUMP_IF_EQUAL, 1, 0, AF_INET6);
      add(RETURN, 0, 0, FAIL_WITH | EAFNOSUPPORT);
    } else {
      add(JUMP_IF_EQUAL, 0, 4, number);
      add(LOAD, 0, 0, argument(0));
      add(JUMP_IF_EQUAL, 1, 0, AF_UNIX);
      add(RETURN, 0, 0, FAIL_WITH | EACCES);
    }
    add(RETURN, 0, 0, ALLOW);
  }

  /**
   * setsockopt: the level is its second argument, the option its third. It answers that all is
   * well, since a size is only a hint (setsockopt(3)).
   */
  private void usualBuffers(int number) {
    add(JUMP_IF_EQUAL, 0, 9, number);
    add(LOAD, 0, 0, argument(1));
    add(JUMP_IF_EQUAL, 0, 6, SOL_SOCKET);
    add(LOAD, 0, 0, argument(2));
    add(JUMP_IF_EQUAL, 3, 0, SO_SNDBUF);
    add(JUMP_IF_EQUAL, 2, 0, SO_RCVBUF);
    add(JUMP_IF_EQUAL, 1, 0, SO_SNDBUFFORCE);
    add(JUMP_IF_EQUAL, 0, 1, SO_RCVBUFFORCE);
    add(RETURN, 0, 0, FAIL_WITH); // with no error
    add(RETURN, 0, 0, ALLOW);
  }

  /** mmap, flags fourth: RLIMIT_DATA counts neither shared anonymous memory nor growing stacks. */
  private void countedMemory(int number) {
    add(JUMP_IF_EQUAL, 0, 6, number);
    add(LOAD, 0, 0, argument(3));
    add(JUMP_IF_ANY_BIT, 3, 0, MAP_GROWSDOWN);
    add(AND, 0, 0, MAP_TYPE_AND_ANONYMOUS);
    add(JUMP_IF_EQUAL, 1, 0, MAP_SHARED_ANONYMOUS);
    add(RETURN, 0, 0, ALLOW);
    add(RETURN, 0, 0, FAIL_WITH | EPERM);
  }

  private static int argument(int index) {
    return 16 + 8 * index;
  }

  /** Adds one instruction; its jumps count the instructions that are skipped after it. */
  private void add(int code, int jumpIfTrue, int jumpIfFalse, int operand) {
    instructions.add(new int[] {code, jumpIfTrue, jumpIfFalse, operand});
  }
}
