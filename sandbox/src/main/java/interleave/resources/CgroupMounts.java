package interleave.resources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds where this process is in the file systems of control groups (cgroups(7), proc(5)).
 *
 * @param mountinfo the lines of {@code /proc/self/mountinfo}
 * @param cgroup the lines of {@code /proc/self/cgroup}
 */
record CgroupMounts(List<String> mountinfo, List<String> cgroup) {

  CgroupMounts {
    mountinfo = List.copyOf(mountinfo);
    cgroup = List.copyOf(cgroup);
  }

  /** Of this process; without /proc there are none. */
  static CgroupMounts ofThisServer() {
    try {
      return new CgroupMounts(
          Files.readAllLines(Path.of("/proc/self/mountinfo")),
          Files.readAllLines(Path.of("/proc/self/cgroup")));
    } catch (IOException noProc) {
      return new CgroupMounts(List.of(), List.of());
    }
  }

  /** The directory of this process's group in the unified hierarchy, version 2. */
  Optional<Path> unified() {
    return own("cgroup2", "").flatMap(path -> place(path, "cgroup2", ""));
  }

  /** The directory of this process's group in the hierarchy of a controller, version 1. */
  Optional<Path> of(String controller) {
    return own("cgroup", controller).flatMap(path -> place(path, "cgroup", controller));
  }

  /** The path of this process's group: lines are {@code 4:cpu,cpuacct:/a/b}, or {@code 0::/a}. */
  private Optional<String> own(String type, String controller) {
    return cgroup.stream()
        .map(line -> line.split(":", 3))
        .filter(
            words ->
                words.length == 3
                    && (type.equals("cgroup2")
                        ? words[0].equals("0") && words[1].isEmpty()
                        : Arrays.asList(words[1].split(",")).contains(controller)))
        .map(words -> words[2])
        .findFirst();
  }

  /**
   * Where that path is mounted. A line is {@code 36 35 0:32 ROOT PLACE options - TYPE source
   * OPTIONS}, with optional fields before the dash; a container sees only the tree from ROOT on.
   */
  private Optional<Path> place(String path, String type, String controller) {
    for (String line : mountinfo) {
      String[] sides = line.split(" - ", 2);
      if (sides.length < 2) {
        continue;
      }
      String[] mount = sides[0].split(" ");
      String[] system = sides[1].split(" ");
      if (mount.length > 4
          && system.length > 2
          && system[0].equals(type)
          && (controller.isEmpty() || Arrays.asList(system[2].split(",")).contains(controller))) {
        Path place = Path.of(mount[4]);
        Path below = Path.of("/").relativize(Path.of(path));
        Path root = Path.of("/").relativize(Path.of(mount[3]));
        if (!mount[3].equals("/") && below.startsWith(root)) {
          below = root.relativize(below);
        }
        Path whole = place.resolve(below);
        return Optional.of(Files.isDirectory(whole) ? whole : place);
      }
    }
    return Optional.empty();
  }
}
