package interleave.isolation;

import interleave.resources.Limits;
import java.util.ArrayList;
import java.util.List;

/** The last step before the box's JVM: a shell that sets the limits and deals out the pipes. */
final class InnerShell {

  private InnerShell() {}

  /** What to do where the system refuses a limit. */
  enum Refusal {
    /** Go on without it: the wall is weak anyway, and macOS knows only some of the limits. */
    IGNORED,
    /** Start nothing. A limit that is already tighter than ours is no refusal. */
    FATAL
  }

  /**
   * The command that sets the limits and then becomes {@code java}.
   *
   * @param limits the limits; {@code tasks} is taken only if {@code countProcesses}
   * @param countProcesses whether RLIMIT_NPROC counts this box alone here
   * @param refusal what to do about a refused limit
   * @param java the command of the JVM
   */
  static List<String> command(
      Limits limits, boolean countProcesses, Refusal refusal, List<String> java) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c"));
    command.add(script(limits, countProcesses, refusal));
    command.add("sh");
    command.addAll(java);
    return command;
  }

  private static String script(Limits limits, boolean countProcesses, Refusal refusal) {
    StringBuilder script = new StringBuilder(ofEachProcess(limits, refusal));
    if (countProcesses) {
      // dash and busybox say -p where bash says -u; to bash, -p is the pipe size and unchangeable.
      script.append("ulimit -p %1$d 2>/dev/null || limit -u %1$d\n".formatted(limits.tasks()));
    }
    // The line feed tells the launcher that the walls stand. Then our pipes move out of the way of
    // what readers' code reads and prints.
    script.append("echo; exec \"$@\" 4<&0 3>&1 1>&2 0</dev/null");
    return script.toString();
  }

  /** The lines of a script that set what each process keeps by itself. */
  static String ofEachProcess(Limits limits, Refusal refusal) {
    String refused =
        switch (refusal) {
          case IGNORED -> ":";
          case FATAL ->
              """
              [ "$(ulimit -H "$1")" -le "$2" ] 2>/dev/null \
              || { echo "the system refuses ulimit $1 $2" >&2; exit 126; }\
              """;
        };
    StringBuilder script = new StringBuilder();
    script.append("limit() { ulimit \"$1\" \"$2\" 2>/dev/null || ").append(refused).append("; }\n");
    limit(script, "-c", 0);
    limit(script, "-l", 64);
    limit(script, "-s", 8 * 1024);
    limit(script, "-d", limits.dataMiB() * 1024);
    limit(script, "-v", limits.addressSpaceMiB() * 1024);
    limit(script, "-f", limits.fileMiB() * 2048); // POSIX counts in blocks of 512 bytes
    limit(script, "-n", limits.descriptors());
    return script.toString();
  }

  private static void limit(StringBuilder script, String option, long value) {
    script.append("limit ").append(option).append(' ').append(value).append('\n');
  }
}
