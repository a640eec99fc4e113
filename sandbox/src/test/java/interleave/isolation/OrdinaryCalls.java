package interleave.isolation;

import java.util.Map;
import java.util.TreeMap;

/** The numbers of system calls that boxes may make, and attacks do. */
final class OrdinaryCalls {

  // name, x86-64, aarch64; from the same tables as SystemCall's
  private static final String TABLE =
      """
      ACCEPT 43 202
      BIND 49 200
      CAPSET 126 91
      CHDIR 80 49
      CLOSE 3 57
      CONNECT 42 203
      EPOLL_CREATE1 291 20
      EPOLL_CTL 233 21
      FCNTL 72 25
      FTRUNCATE 77 46
      GETPID 39 172
      INOTIFY_ADD_WATCH 254 27
      INOTIFY_INIT1 294 26
      KILL 62 129
      LISTEN 50 201
      MKDIRAT 258 34
      MKNODAT 259 33
      MLOCK 149 228
      MPROTECT 10 226
      OPENAT 257 56
      PIDFD_OPEN 434 434
      PIDFD_SEND_SIGNAL 424 424
      PRCTL 157 167
      PRLIMIT64 302 261
      SCHED_SETATTR 314 274
      SCHED_SETSCHEDULER 144 119
      SETGID 106 144
      SETPRIORITY 141 140
      SETSID 112 157
      SETUID 105 146
      SETXATTR 188 5
      TGKILL 234 131
      TIMER_CREATE 222 107
      WRITE 1 64
      """;

  private OrdinaryCalls() {}

  static Map<String, Integer> numbers(Architecture architecture) {
    Map<String, Integer> numbers = new TreeMap<>();
    TABLE
        .lines()
        .map(line -> line.split(" "))
        .forEach(
            words ->
                numbers.put(
                    words[0],
                    Integer.valueOf(
                        switch (architecture) {
                          case X86_64 -> words[1];
                          case AARCH64 -> words[2];
                        })));
    return numbers;
  }
}
