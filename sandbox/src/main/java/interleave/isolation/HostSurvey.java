package interleave.isolation;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Looks up what a diagnosis needs to know about this machine. */
final class HostSurvey {

  private static final List<String> COMMANDS =
      List.of(
          "bwrap", "unshare", "mount", "setpriv", "taskset", "apt", "dnf", "apk", "pacman",
          "zypper");

  private static final List<String> SETTINGS =
      List.of(
          "kernel.unprivileged_userns_clone",
          "kernel.apparmor_restrict_unprivileged_userns",
          "user.max_user_namespaces");

  private static final List<String> PROFILES =
      List.of("unshare-userns-restrict", "bwrap-userns-restrict");

  /** What a server that is root does to boxes of another user, by the bit (capabilities(7)). */
  private static final Map<Integer, String> PRIVILEGES =
      new TreeMap<>(
          Map.of(
              0,
              "CHOWN",
              1,
              "DAC_OVERRIDE",
              3,
              "FOWNER",
              5,
              "KILL",
              6,
              "SETGID",
              7,
              "SETUID",
              8,
              "SETPCAP"));

  private HostSurvey() {}

  /** Looks around. */
  static Host take() {
    BoxUser user = BoxUser.ofThisServer();
    return new Host(
        Architecture.ofThisMachine(),
        user,
        commands(),
        new Host.Kernel(Tools.kernel(), settings(), modules(), profiles()),
        container(),
        user.differs() ? missingPrivileges() : List.of(),
        room());
  }

  private static Set<String> commands() {
    Set<String> commands = new HashSet<>();
    for (String command : COMMANDS) {
      Tools.find(command).ifPresent(_ -> commands.add(command));
    }
    // Installed in many images where it is not what runs the system.
    if (Files.isDirectory(Path.of("/run/systemd/system"))) {
      Tools.find("systemd-run").ifPresent(_ -> commands.add("systemd-run"));
    }
    return commands;
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    for (String name : SETTINGS) {
      String value = read(Path.of("/proc/sys", name.replace('.', '/')));
      if (!value.isEmpty()) {
        settings.put(name, value);
      }
    }
    return settings;
  }

  private static Set<String> modules() {
    String modules = read(Path.of("/sys/kernel/security/lsm"));
    return modules.isEmpty() ? Set.of() : Set.of(modules.split(","));
  }

  private static Set<String> profiles() {
    Set<String> profiles = new HashSet<>(PROFILES);
    profiles.removeIf(
        name ->
            !Files.exists(Path.of("/etc/apparmor.d", name))
                || Files.exists(Path.of("/etc/apparmor.d/disable", name)));
    return profiles;
  }

  private static Host.Container container() {
    if (System.getenv("KUBERNETES_SERVICE_HOST") != null) {
      return Host.Container.KUBERNETES;
    }
    // Podman's file is hidden by the tmpfs that it puts there if the root is read-only.
    boolean marked =
        "podman".equals(System.getenv("container"))
            || Files.exists(Path.of("/run/.containerenv"))
            || Files.exists(Path.of("/.dockerenv"));
    return marked ? Host.Container.DOCKER : Host.Container.NO;
  }

  private static List<String> missingPrivileges() {
    long effective =
        read(Path.of("/proc/self/status"))
            .lines()
            .filter(line -> line.startsWith("CapEff:"))
            .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
            .findFirst()
            .orElse(-1L);
    List<String> missing = new ArrayList<>();
    PRIVILEGES.forEach(
        (bit, name) -> {
          if ((effective >> bit & 1) == 0) {
            missing.add(name);
          }
        });
    return missing;
  }

  private static Host.Room room() {
    long memory =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    long free;
    try {
      free = Files.getFileStore(temporary).getUsableSpace();
    } catch (IOException cannotBeUsed) {
      free = 0;
    }
    return new Host.Room(memory >> 20, temporary, free >> 20);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException notHere) {
      return "";
    }
  }
}
