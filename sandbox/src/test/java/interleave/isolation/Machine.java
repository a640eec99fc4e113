package interleave.isolation;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A machine that a test makes up: Linux 6.12 of an ordinary user, with everything installed. */
final class Machine {

  private boolean root;
  private Set<String> commands = Set.of("bwrap", "unshare", "mount", "setpriv", "taskset", "apt");
  private Tools.Version version = new Tools.Version(6, 12);
  private final Map<String, String> settings = new HashMap<>();
  private Set<String> modules = Set.of("landlock");
  private Set<String> profiles = Set.of();
  private Host.Container container = Host.Container.NO;
  private List<String> privileges = List.of();
  private long memoryMiB = 16 * 1024;
  private long temporaryMiB = 4096;

  Machine root() {
    root = true;
    return this;
  }

  Machine commands(String... installed) {
    commands = Set.of(installed);
    return this;
  }

  Machine linux(int major, int minor) {
    version = new Tools.Version(major, minor);
    return this;
  }

  Machine setting(String name, String value) {
    settings.put(name, value);
    return this;
  }

  Machine modules(String... inForce) {
    modules = Set.of(inForce);
    return this;
  }

  Machine profiles(String... installed) {
    profiles = Set.of(installed);
    return this;
  }

  Machine in(Host.Container where) {
    container = where;
    return this;
  }

  Machine lacksPrivileges(String... names) {
    privileges = List.of(names);
    return root();
  }

  Machine memoryMiB(long mebibytes) {
    memoryMiB = mebibytes;
    return this;
  }

  Machine temporaryMiB(long mebibytes) {
    temporaryMiB = mebibytes;
    return this;
  }

  Host host() {
    return new Host(
        Optional.of(Architecture.X86_64),
        new BoxUser(root ? OptionalInt.of(BoxUser.UNOWNED) : OptionalInt.empty()),
        commands,
        new Host.Kernel(version, settings, modules, profiles),
        container,
        privileges,
        new Host.Room(memoryMiB, Path.of("/tmp"), temporaryMiB));
  }
}
