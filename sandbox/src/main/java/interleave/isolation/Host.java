package interleave.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a diagnosis needs to know about this machine.
 *
 * @param architecture empty if it is not Linux, or on another processor than we know
 * @param user the user for boxes
 * @param commands which of the commands that matter are installed
 * @param settings kernel settings that can forbid namespaces, by name; those that exist
 * @param container what the server runs in
 */
record Host(
    Optional<Architecture> architecture,
    BoxUser user,
    Set<String> commands,
    Map<String, String> settings,
    Container container) {

  private static final List<String> COMMANDS =
      List.of("bwrap", "unshare", "setpriv", "apt", "dnf", "apk", "pacman", "zypper");

  private static final List<String> SETTINGS =
      List.of(
          "kernel.unprivileged_userns_clone",
          "kernel.apparmor_restrict_unprivileged_userns",
          "user.max_user_namespaces");

  /** What stands between the server and the machine. */
  enum Container {
    NO,
    DOCKER,
    KUBERNETES
  }

  /** Looks around. */
  static Host inspect() {
    Set<String> commands = new HashSet<>();
    for (String command : COMMANDS) {
      Tools.find(command).ifPresent(_ -> commands.add(command));
    }
    Map<String, String> settings = new HashMap<>();
    for (String name : SETTINGS) {
      try {
        Path file = Path.of("/proc/sys", name.replace('.', '/'));
        settings.put(name, Files.readString(file).strip());
      } catch (IOException notOnThisKernel) {
        // Then it forbids nothing.
      }
    }
    return new Host(
        Architecture.ofThisMachine(), BoxUser.ofThisServer(), commands, settings, thisContainer());
  }

  /** Whether a command is installed. */
  boolean has(String command) {
    return commands.contains(command);
  }

  /** Those of the commands that are not installed. */
  List<String> missing(String... wanted) {
    return Arrays.stream(wanted).filter(command -> !has(command)).toList();
  }

  private static Container thisContainer() {
    if (System.getenv("KUBERNETES_SERVICE_HOST") != null) {
      return Container.KUBERNETES;
    }
    boolean marked =
        Files.exists(Path.of("/.dockerenv")) || Files.exists(Path.of("/run/.containerenv"));
    return marked ? Container.DOCKER : Container.NO;
  }
}
