package interleave.isolation;

/** How to start a container so that a server in it can build its walls; the README says why. */
final class ContainerOptions {

  private static final String DOCKER =
      """
      docker run --init --cap-drop ALL --security-opt no-new-privileges \\
        --security-opt seccomp=.docker/seccomp.json --security-opt systempaths=unconfined ...
      where .docker/seccomp.json, in our repository, is Docker's default profile that also allows
      clone, unshare, mount, umount2, pivot_root and sethostname. On a host with AppArmor add
        --security-opt apparmor=unconfined
      Compose: the same under init, cap_drop and security_opt; the README has it whole.
      Podman takes the same options. Never use --privileged.\
      """;

  private static final String KUBERNETES =
      """
      Not tried: in the pod's spec, hostUsers: false; in the container's securityContext,
      procMount: Unmasked and a seccompProfile of type Localhost that also allows clone, unshare,
      mount, umount2, pivot_root and sethostname; the README has it whole.\
      """;

  private ContainerOptions() {}

  /** The options that bubblewrap needs and the runtime's own defaults forbid. */
  static String walls(Host.Container container) {
    return switch (container) {
      case NO -> "";
      case DOCKER -> DOCKER;
      case KUBERNETES -> KUBERNETES;
    };
  }

  /** What bounds all boxes together where no control group can be made for each. */
  static String limits(Host.Container container) {
    return switch (container) {
      case NO -> "";
      case DOCKER ->
          """
          A container cannot make groups of its own unless it is let; bound it as a whole:
            docker run --memory 6g --memory-swap 6g --pids-limit 8192 --cpus 4 ...
          Or run the server on the machine itself, in a unit with Delegate=yes (see the README).
          Not tried: Docker 28 or later and cgroup v2, with a server that is root in its container:
            --cgroupns private --security-opt writable-cgroups=true\
          """;
      case KUBERNETES ->
          "Not tried: a pod cannot make groups of its own; bound it as a whole by"
              + " resources.limits.";
    };
  }
}
