package interleave.isolation;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a diagnosis needs to know about this machine; {@link HostSurvey} looks it up.
 *
 * @param architecture empty if it is not Linux, or on another processor than we know
 * @param user the user for boxes
 * @param commands which of the commands that matter are installed
 * @param kernel what the kernel can do and forbids
 * @param container what the server runs in
 * @param privileges names of capabilities that a server that is root needs and has not; empty for
 *     an ordinary user, who needs none
 * @param room what there is for all boxes together
 */
record Host(
    Optional<Architecture> architecture,
    BoxUser user,
    Set<String> commands,
    Kernel kernel,
    Container container,
    List<String> privileges,
    Room room) {

  Host {
    commands = Set.copyOf(commands);
    privileges = List.copyOf(privileges);
  }

  /**
   * What the kernel can do and forbids.
   *
   * @param version the running kernel's
   * @param settings settings that can forbid namespaces, by name; those that exist
   * @param modules security modules in force; empty if that cannot be seen
   * @param profiles names of AppArmor's own profiles for {@code unshare} and {@code bwrap} that are
   *     installed
   */
  record Kernel(
      Tools.Version version,
      Map<String, String> settings,
      Set<String> modules,
      Set<String> profiles) {

    Kernel {
      settings = Map.copyOf(settings);
      modules = Set.copyOf(modules);
      profiles = Set.copyOf(profiles);
    }

    /** Whether a setting has a value. */
    boolean has(String setting, String value) {
      return value.equals(settings.get(setting));
    }
  }

  /** What stands between the server and the machine. */
  enum Container {
    NO,
    /** Docker or Podman, which take the same options. */
    DOCKER,
    KUBERNETES
  }

  /**
   * What there is for all boxes together.
   *
   * @param memoryMiB memory of the machine or the container, in MiB
   * @param temporary where temporary files go
   * @param temporaryMiB free space there, in MiB
   */
  record Room(long memoryMiB, Path temporary, long temporaryMiB) {}

  /** Whether a command is installed. */
  boolean has(String command) {
    return commands.contains(command);
  }

  /** Those of the commands that are not installed. */
  List<String> missing(String... wanted) {
    return Arrays.stream(wanted).filter(command -> !has(command)).toList();
  }
}
