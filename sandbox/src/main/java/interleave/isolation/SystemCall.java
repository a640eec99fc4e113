package interleave.isolation;

import java.util.OptionalInt;

/**
 * The system calls that a box may not make, or not with every argument; all others are allowed.
 *
 * <p>Numbers are from the kernel's {@code syscall_64.tbl} and {@code asm-generic/unistd.h}.
 */
enum SystemCall {
  // Namespaces, mounts and roots: the box cannot be rearranged from inside.
  MOUNT(165, 40, Rule.FORBIDDEN),
  UMOUNT2(166, 39, Rule.FORBIDDEN),
  PIVOT_ROOT(155, 41, Rule.FORBIDDEN),
  CHROOT(161, 51, Rule.FORBIDDEN),
  UNSHARE(272, 97, Rule.FORBIDDEN),
  SETNS(308, 268, Rule.FORBIDDEN),
  // Other processes.
  PTRACE(101, 117, Rule.FORBIDDEN),
  PROCESS_VM_READV(310, 270, Rule.FORBIDDEN),
  PROCESS_VM_WRITEV(311, 271, Rule.FORBIDDEN),
  PROCESS_MADVISE(440, 440, Rule.FORBIDDEN),
  PROCESS_MRELEASE(448, 448, Rule.FORBIDDEN),
  PIDFD_GETFD(438, 438, Rule.FORBIDDEN),
  KCMP(312, 272, Rule.FORBIDDEN),
  // Large and often attacked parts of the kernel, which Java has no use for.
  BPF(321, 280, Rule.FORBIDDEN),
  PERF_EVENT_OPEN(298, 241, Rule.FORBIDDEN),
  USERFAULTFD(323, 282, Rule.FORBIDDEN),
  FANOTIFY_INIT(300, 262, Rule.FORBIDDEN),
  ADD_KEY(248, 217, Rule.FORBIDDEN),
  REQUEST_KEY(249, 218, Rule.FORBIDDEN),
  KEYCTL(250, 219, Rule.FORBIDDEN),
  NAME_TO_HANDLE_AT(303, 264, Rule.FORBIDDEN),
  OPEN_BY_HANDLE_AT(304, 265, Rule.FORBIDDEN),
  VMSPLICE(278, 75, Rule.FORBIDDEN),
  LOOKUP_DCOOKIE(212, 18, Rule.FORBIDDEN),
  PERSONALITY(135, 92, Rule.FORBIDDEN),
  MODIFY_LDT(154, -1, Rule.FORBIDDEN),
  USELIB(134, -1, Rule.FORBIDDEN),
  // The machine itself.
  INIT_MODULE(175, 105, Rule.FORBIDDEN),
  FINIT_MODULE(313, 273, Rule.FORBIDDEN),
  DELETE_MODULE(176, 106, Rule.FORBIDDEN),
  KEXEC_LOAD(246, 104, Rule.FORBIDDEN),
  KEXEC_FILE_LOAD(320, 294, Rule.FORBIDDEN),
  REBOOT(169, 142, Rule.FORBIDDEN),
  SWAPON(167, 224, Rule.FORBIDDEN),
  SWAPOFF(168, 225, Rule.FORBIDDEN),
  ACCT(163, 89, Rule.FORBIDDEN),
  SYSLOG(103, 116, Rule.FORBIDDEN),
  QUOTACTL(179, 60, Rule.FORBIDDEN),
  QUOTACTL_FD(443, 443, Rule.FORBIDDEN),
  SETTIMEOFDAY(164, 170, Rule.FORBIDDEN),
  CLOCK_SETTIME(227, 112, Rule.FORBIDDEN),
  ADJTIMEX(159, 171, Rule.FORBIDDEN),
  CLOCK_ADJTIME(305, 266, Rule.FORBIDDEN),
  SETHOSTNAME(170, 161, Rule.FORBIDDEN),
  SETDOMAINNAME(171, 162, Rule.FORBIDDEN),
  IOPL(172, -1, Rule.FORBIDDEN),
  IOPERM(173, -1, Rule.FORBIDDEN),
  VHANGUP(153, 58, Rule.FORBIDDEN),
  // Who runs where: a session cannot leave the cores that it was given.
  SCHED_SETAFFINITY(203, 122, Rule.FORBIDDEN),
  IOPRIO_SET(251, 30, Rule.FORBIDDEN),
  MBIND(237, 235, Rule.FORBIDDEN),
  SET_MEMPOLICY(238, 237, Rule.FORBIDDEN),
  GET_MEMPOLICY(239, 236, Rule.FORBIDDEN),
  MIGRATE_PAGES(256, 238, Rule.FORBIDDEN),
  MOVE_PAGES(279, 239, Rule.FORBIDDEN),
  SET_MEMPOLICY_HOME_NODE(450, 450, Rule.FORBIDDEN),
  // Memory and queues that no limit of a process counts.
  SHMGET(29, 194, Rule.FORBIDDEN),
  MSGGET(68, 186, Rule.FORBIDDEN),
  SEMGET(64, 190, Rule.FORBIDDEN),
  MQ_OPEN(240, 180, Rule.FORBIDDEN),
  MEMFD_CREATE(319, 279, Rule.UNKNOWN),
  MEMFD_SECRET(447, 447, Rule.UNKNOWN),
  IO_SETUP(206, 0, Rule.UNKNOWN),
  // Newer ways to the same things: the C library falls back to the older call, which is filtered.
  CLONE3(435, 435, Rule.UNKNOWN),
  IO_URING_SETUP(425, 425, Rule.UNKNOWN),
  IO_URING_ENTER(426, 426, Rule.UNKNOWN),
  IO_URING_REGISTER(427, 427, Rule.UNKNOWN),
  OPEN_TREE(428, 428, Rule.UNKNOWN),
  MOVE_MOUNT(429, 429, Rule.UNKNOWN),
  FSOPEN(430, 430, Rule.UNKNOWN),
  FSCONFIG(431, 431, Rule.UNKNOWN),
  FSMOUNT(432, 432, Rule.UNKNOWN),
  FSPICK(433, 433, Rule.UNKNOWN),
  MOUNT_SETATTR(442, 442, Rule.UNKNOWN),
  STATMOUNT(457, 457, Rule.UNKNOWN),
  LISTMOUNT(458, 458, Rule.UNKNOWN),
  OPEN_TREE_ATTR(467, 467, Rule.UNKNOWN),
  // Allowed, but for some arguments.
  CLONE(56, 220, Rule.NO_NAMESPACES),
  IOCTL(16, 29, Rule.NO_TERMINAL_INPUT),
  SOCKET(41, 198, Rule.PLAIN_SOCKETS),
  SOCKETPAIR(53, 199, Rule.PLAIN_SOCKETS),
  SETSOCKOPT(54, 208, Rule.USUAL_BUFFERS),
  MMAP(9, 222, Rule.COUNTED_MEMORY);

  /** What happens to a call. */
  enum Rule {
    /** It fails with EPERM. */
    FORBIDDEN,
    /** It fails with ENOSYS, as if the kernel did not have it. */
    UNKNOWN,
    /** It may start processes and threads, but not namespaces. */
    NO_NAMESPACES,
    /** It may not type into a terminal. */
    NO_TERMINAL_INPUT,
    /** It may open sockets of this machine and, where that is allowed, of the Internet. */
    PLAIN_SOCKETS,
    /** It may not enlarge the buffers of a socket, which no limit counts; that is passed over. */
    USUAL_BUFFERS,
    /** It may map only memory that RLIMIT_DATA counts. */
    COUNTED_MEMORY
  }

  private final int x8664;
  private final int aarch64;
  final Rule rule;

  SystemCall(int x8664, int aarch64, Rule rule) {
    this.x8664 = x8664;
    this.aarch64 = aarch64;
    this.rule = rule;
  }

  /** The call's number, or empty where the architecture does not have it. */
  OptionalInt number(Architecture architecture) {
    int number =
        switch (architecture) {
          case X86_64 -> x8664;
          case AARCH64 -> aarch64;
        };
    return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
