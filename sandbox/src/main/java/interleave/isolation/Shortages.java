package interleave.isolation;

import interleave.resources.Limits;
import interleave.resources.ProcessSums;
import interleave.resources.ResourceControl;
import java.util.ArrayList;
import java.util.List;

/** Tells what a machine lacks beside the walls: control groups, memory, room for files. */
final class Shortages {

  /** The server's own, with the book in it. */
  private static final long SERVER_MIB = 512;

  /** Our classes, their AOT caches, and room for small files of sessions. */
  private static final long TEMPORARY_MIB = 256;

  private final Host host;
  private final List<Finding> findings = new ArrayList<>();

  private Shortages(Host host) {
    this.host = host;
  }

  /**
   * What it lacks.
   *
   * @param control what will hold boxes to their limits
   * @param tried why nothing better does
   */
  static List<Finding> of(Host host, ResourceControl control, List<String> tried) {
    Shortages shortages = new Shortages(host);
    if (control instanceof ProcessSums && host.architecture().isPresent()) {
      shortages.ofControlGroups(tried);
    }
    shortages.ofMemory();
    shortages.ofRoom();
    return List.copyOf(shortages.findings);
  }

  private void ofControlGroups(List<String> tried) {
    lacks(
        "No control group can be made here, so boxes are watched and summed up instead: %s."
            .formatted(String.join("; ", tried)),
        delegation());
    if (!host.has("taskset")) {
      lacks(
          "Without control groups it takes the command taskset to hold boxes to some processors.",
          Remedies.install(host, List.of("taskset")));
    }
  }

  private String delegation() {
    return switch (host.container()) {
      case DOCKER, KUBERNETES -> ContainerOptions.limits(host.container());
      case NO ->
          host.has("systemd-run")
              ? """
              Start the server in a group that systemd hands over:
                systemd-run %s--scope -p Delegate=yes java -jar interleave.jar serve
              or as a unit with Delegate=yes in its [Service] section, as in the README.\
              """
                  .formatted(host.user().differs() ? "" : "--user ")
              : """
              Start the server as root where cgroup v2 is mounted (boxes never are root):
                sudo mount -t cgroup2 none /sys/fs/cgroup
              Alpine, not tried: rc_cgroup_mode="unified" in /etc/rc.conf, sudo rc-update add cgroups\
              """;
    };
  }

  private void ofMemory() {
    long engine = Limits.engineDefaults().memoryMiB();
    long session = Limits.sessionDefaults().memoryMiB();
    long wanted = SERVER_MIB + engine + session;
    long there = host.room().memoryMiB();
    if (there < wanted) {
      lacks(
          """
          There are %,d MiB of memory. The server takes some %d, the compilers of all sessions up \
          to %,d, and a single session up to %d: together %,d.\
          """
              .formatted(there, SERVER_MIB, engine, session, wanted),
          switch (host.container()) {
            case NO -> "Give this machine at least 4 GiB of memory.";
            case DOCKER -> "docker run --memory 4g ..., or more for a class";
            case KUBERNETES -> "resources.limits.memory: 4Gi, or more for a class";
          });
    }
  }

  private void ofRoom() {
    Host.Room room = host.room();
    if (room.temporaryMiB() < TEMPORARY_MIB) {
      lacks(
          "There are %,d MiB free in %s; a server wants %d there."
              .formatted(room.temporaryMiB(), room.temporary(), TEMPORARY_MIB),
          switch (host.container()) {
            case NO -> "java -Djava.io.tmpdir=/a/larger/directory -jar interleave.jar serve";
            case DOCKER -> "docker run --tmpfs /tmp:size=1g ...";
            case KUBERNETES -> "an emptyDir volume without a small sizeLimit at /tmp";
          });
    }
  }

  private void lacks(String sentence, String remedy) {
    findings.add(new Finding.Lacks(sentence, remedy));
  }
}
