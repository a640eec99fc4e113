package interleave.resources;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a process is in the file systems of control groups, on several kinds of machines. */
class CgroupMountsTest {

  @Test
  void systemdOnOneHierarchy() {
    CgroupMounts mounts =
        new CgroupMounts(
            List.of("29 23 0:26 / /nowhere/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw"),
            List.of("0::/user.slice/user-1000.slice/run-r7.scope"));
    assertThat(mounts.unified()).contains(Path.of("/nowhere/cgroup"));
    assertThat(mounts.of("memory")).isEmpty();
  }

  @Test
  void oneHierarchyForEachController() {
    CgroupMounts mounts =
        new CgroupMounts(
            List.of(
                "32 31 0:29 / /nowhere/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct",
                "35 31 0:32 / /nowhere/memory rw,relatime - cgroup cgroup rw,memory",
                "37 31 0:34 / /nowhere/systemd rw,relatime - cgroup cgroup rw,name=systemd"),
            List.of("4:memory:/a/b", "2:cpu,cpuacct:/", "1:name=systemd:/a"));
    assertThat(mounts.of("cpuacct")).contains(Path.of("/nowhere/cpu,cpuacct"));
    assertThat(mounts.of("memory")).contains(Path.of("/nowhere/memory"));
    assertThat(mounts.of("pids")).isEmpty();
    assertThat(mounts.unified()).isEmpty();
  }

  @Test
  void aContainerSeesTheTreeFromItsOwnGroupOn() {
    CgroupMounts mounts =
        new CgroupMounts(
            List.of("35 31 0:32 /docker/1f /proc ro,relatime - cgroup cgroup rw,memory"),
            List.of("4:memory:/docker/1f/self"));
    assertThat(mounts.of("memory")).contains(Path.of("/proc/self"));
  }

  @Test
  void whereNothingIsMountedNothingIsFound() {
    assertThat(new CgroupMounts(List.of(), List.of("0::/")).unified()).isEmpty();
    assertThat(new CgroupMounts(List.of(), List.of()).of("memory")).isEmpty();
  }
}
