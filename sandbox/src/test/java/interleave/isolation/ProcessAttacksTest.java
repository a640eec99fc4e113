package interleave.isolation;

import static interleave.isolation.Doctor.Wall.BUBBLEWRAP;
import static interleave.isolation.Doctor.Wall.LANDLOCK;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Attacks that start more processes and threads than a box may have, or raise its limits. */
@EnabledOnOs(OS.LINUX)
class ProcessAttacksTest {

  @RegisterExtension static final AttackSuite SUITE = new AttackSuite("processes and threads");

  private static final String UNCOUNTED = "processes";

  /** As many as one wants, for this machine's sake: a few more than a session may have. */
  private static final String SHELLS =
      """
      String bomb = "exec 5<&0; i=0; while [ $i -lt %d ]; do read x <&5 & i=$((i+1)); done; echo all $i";
      var shell = new ProcessBuilder("/bin/sh", "-c", bomb.formatted(600))
          .redirectErrorStream(true).start();
      String line = "";
      while (line != null && !line.matches(".*(fork|all).*")) {
        line = shell.inputReader().readLine();
      }
      // The whole box is ended for it, the shell perhaps before this JVM.
      say(line != null ? line : "the shell was ended (exit " + shell.waitFor() + ")");
      shell.destroyForcibly();
      System.exit(0);
      """;

  @TestFactory
  Stream<DynamicTest> bombs() throws IOException {
    return SUITE.tests(
        List.of(
            Attack.of(
                    "600 threads",
                    """
                    say(upTo(600, () -> {
                      var thread = new Thread(null, LockSupport::park, "bomb", 64 << 10);
                      thread.setDaemon(true);
                      thread.start();
                      return thread;
                    }));
                    """)
                .stopped(
                    BUBBLEWRAP, "RLIMIT_NPROC", "stopped after 4\\d\\d: unable to create native.*")
                .worksUnless(
                    LANDLOCK, "pids of the cgroup", "stopped after.*", UNCOUNTED, "all 600")
                .without(BUBBLEWRAP, "RLIMIT_NPROC", Without.limit("-u"), "all 600"),
            Attack.of("600 processes of a shell", SHELLS)
                .stopped(
                    BUBBLEWRAP,
                    "RLIMIT_NPROC, and before it the count of processes",
                    ".*[cC]annot fork.*|.*\\(exit 137\\)")
                .worksUnless(
                    LANDLOCK,
                    "the count of processes",
                    ".*[cC]annot fork.*|.*\\(exit 137\\)",
                    UNCOUNTED,
                    "all 600")));
  }

  @TestFactory
  Stream<DynamicTest> ofLimitsThemselves() throws IOException {
    return SUITE.tests(
        List.of(
            Attack.of(
                    "raising each hard limit",
                    """
                    for (int limit = 0; limit < 16; limit++) {
                      var old = memory(0, 0);
                      call(PRLIMIT64, 0, limit, 0, old);
                      long hard = old.getAtIndex(ValueLayout.JAVA_LONG, 1);
                      if (hard != -1 && call(PRLIMIT64, 0, limit, memory(hard + 1, hard + 1), 0) == 0)
                        say("raised " + limit);
                    }
                    """)
                .stopped("hard limits, no capabilities", ""),
            Attack.of(
                    "a higher priority than others: nice -20, FIFO, deadline",
                    """
                    ask(SETPRIORITY, 0, 0, -20);
                    ask(SCHED_SETSCHEDULER, 0, 1, memory(1));
                    ask(SCHED_SETATTR, 0, memory(6L << 32 | 48, 0, 0, 1000000, 2000000, 2000000), 0);
                    ask(IOPRIO_SET, 1, 0, 1 << 13);
                    """)
                .stopped("no capabilities", "EACCES; EPERM; EPERM; EPERM"),
            Attack.of("other cores than it was given", "ask(SCHED_SETAFFINITY, 0, 8, memory(1));")
                .stopped("seccomp", "EPERM")
                .without(BUBBLEWRAP, "seccomp", Without::seccomp, "done"),
            Attack.of(
                    "protection from the kernel's out-of-memory killer",
                    """
                    for (Object file : new Object[] {"self/oom_score_adj", "1/oom_score_adj"})
                      say(result(() -> Files.writeString(Path.of("/proc/" + file), "-1000")));
                    """)
                .stopped(
                    BUBBLEWRAP,
                    "no capabilities; init belongs to the outer namespace's root",
                    "\\w+Exception: .*; \\w+Exception: .*")
                .stopped(LANDLOCK, "Landlock", "AccessDeniedException: .*; AccessDenied.*")));
  }
}
