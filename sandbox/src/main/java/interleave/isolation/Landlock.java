package interleave.isolation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The kernel's own locks around each box, which need no installed tool: Landlock for files, seccomp
 * for system calls and against every Internet socket. Fit for one reader at their own machine.
 *
 * @param user the host's user for boxes
 * @param architecture the machine's, for the system call filter
 * @param javaHome the JDK that boxes run, the only one whose files are known
 * @param systemFiles the files outside of the JDK that it needs
 */
public record Landlock(
    BoxUser user, Architecture architecture, Path javaHome, SystemFiles systemFiles)
    implements Isolation {

  private static final int CONFINE_JAR = 3;

  @Override
  public String name() {
    return "landlock";
  }

  @Override
  public boolean mayServeOthers() {
    return false;
  }

  @Override
  public List<String> weaknesses() {
    return List.of(
        "Internet sockets do not work in cells, not even to the machine itself.",
        "Code in a cell can talk to programs of this machine through Unix domain sockets.",
        "Counts that the kernel keeps by user, as of inotify, are shared with other programs.",
        "Code in a cell can see which programs run on this machine, and their command lines.",
        "Before Linux 6.12, code in a cell can stop other programs of the same user.",
        "Disk space is limited for each file by itself.");
  }

  @Override
  public LaunchCommand command(Box box, Path scratch) {
    if (!box.javaHome().equals(javaHome)) {
      throw new IllegalArgumentException(
          "this Landlock knows the files of %s, not of %s".formatted(javaHome, box.javaHome()));
    }
    Path home = scratch.resolve("home");
    List<String> argv = new ArrayList<>(user.prefix(false));
    argv.add(javaHome.resolve("bin/java").toString());
    // Nothing runs twice in it: compiling would only cost time.
    argv.addAll(List.of("-Xshare:auto", "-XX:+UseSerialGC", "-Xint", "-Xmx32m"));
    argv.addAll(List.of("-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED"));
    argv.addAll(List.of("-cp", "/proc/self/fd/" + CONFINE_JAR, Confine.class.getName()));
    byte[] filter = SeccompFilter.withoutInternet(architecture).program();
    argv.add(Base64.getEncoder().encodeToString(filter));
    argv.addAll(rules(box, scratch));
    argv.add("--");
    List<String> java = JavaCommand.of(box, javaHome, file -> file, home, scratch.resolve("tmp"));
    argv.addAll(InnerShell.command(box.limits(), false, InnerShell.Refusal.FATAL, java));
    return new LaunchCommand(
        argv,
        None.environment(box, scratch),
        Map.of(CONFINE_JAR, OwnClasses.jarOf(Confine.class)),
        home);
  }

  private List<String> rules(Box box, Path scratch) {
    List<String> rules = new ArrayList<>();
    rules.add("run:" + javaHome);
    rules.add("run:" + systemFiles.shell());
    systemFiles.libraries().forEach(file -> rules.add("run:" + file));
    systemFiles.linked().forEach(file -> rules.add("read:" + file));
    box.classPath().forEach(file -> rules.add("read:" + file));
    box.aotCache().ifPresent(file -> rules.add("read:" + file));
    for (String file : List.of("/proc", "/dev/random", "/dev/urandom", "/etc/ld.so.cache")) {
      rules.add("read:" + file);
    }
    rules.add("use:/dev/null");
    rules.add("use:" + scratch);
    return rules;
  }
}
