package interleave.isolation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * No wall but resource limits, as far as the system keeps them: for macOS and old kernels, and for
 * one reader at their own machine.
 *
 * @param user the host's user for boxes
 * @param diesWithServer whether the {@code setpriv} command is there, which ties a box to the life
 *     of the server
 */
public record None(BoxUser user, boolean diesWithServer) implements Isolation {

  @Override
  public String name() {
    return "none";
  }

  @Override
  public boolean mayServeOthers() {
    return false;
  }

  @Override
  public List<String> weaknesses() {
    return List.of(
        "Code in a cell can read and change every file that this user can.",
        "Code in a cell can use the network like any program of this machine.",
        "Code in a cell can see and stop the other programs of this user.",
        "Disk space is limited for each file by itself.");
  }

  @Override
  public LaunchCommand command(Box box, Path scratch) {
    Path home = scratch.resolve("home");
    List<String> java =
        JavaCommand.of(box, box.javaHome(), path -> path, home, scratch.resolve("tmp"));
    List<String> argv = new ArrayList<>(user.prefix(diesWithServer));
    argv.addAll(InnerShell.command(box.limits(), false, InnerShell.Refusal.IGNORED, java));
    return new LaunchCommand(argv, environment(box, scratch), Map.of(), home);
  }

  /** The environment of a box that shares the host's file system and process table. */
  static Map<String, String> environment(Box box, Path scratch) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", scratch.resolve("home").toString());
    environment.put("PATH", box.javaHome().resolve("bin") + ":/usr/bin:/bin");
    environment.put("LANG", "C.UTF-8");
    environment.put("JAVA_HOME", box.javaHome().toString());
    environment.put("MALLOC_ARENA_MAX", "2");
    // Inherited by all that the box starts, so that detached children are found when it ends.
    environment.put(ProcessTree.MARK, scratch.getFileName().toString());
    return environment;
  }
}
