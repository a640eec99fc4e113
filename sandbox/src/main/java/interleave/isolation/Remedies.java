package interleave.isolation;

import java.util.ArrayList;
import java.util.List;

/** The commands and settings that mend what {@link Doctor} finds broken. */
final class Remedies {

  static final String OTHER_SYSTEM =
      "Run the server in a Linux virtual machine, or with Docker as the README says.";

  static final String JDK =
      "Install a JDK 25 where every user can read it, such as below /usr/lib/jvm or /opt,\n"
          + "and start the server with it.";

  static final String LANDLOCK =
      "Landlock takes Linux 5.13 or later, and the word landlock among the modules listed in\n"
          + "/sys/kernel/security/lsm (boot parameter lsm=). Better mend bubblewrap, see above.";

  static final String CONTROL_GROUPS =
      """
      Start the server in a group that systemd hands over:
        systemd-run --user --scope -p Delegate=yes java -jar interleave.jar serve
      or add Delegate=yes to the [Service] section of its unit.\
      """;

  /** The options of docker run that bubblewrap needs and Docker's own defaults forbid. */
  private static final String DOCKER =
      """
      docker run --init --cap-drop ALL --security-opt no-new-privileges \\
        --security-opt seccomp=.docker/seccomp.json --security-opt systempaths=unconfined ...
      where .docker/seccomp.json, in our repository, is Docker's default profile that also allows clone, unshare, mount,
      umount2, pivot_root and sethostname. On a host with AppArmor add
        --security-opt apparmor=unconfined
      Never use --privileged.\
      """;

  private static final String KUBERNETES =
      """
      Not tried: in the pod's spec, hostUsers: false; in the container's securityContext,
      procMount: Unmasked and a seccompProfile of type Localhost that also allows clone, unshare,
      mount, umount2, pivot_root and sethostname.\
      """;

  private Remedies() {}

  /** How to install commands on this machine. */
  static String install(Host host, List<String> commands) {
    List<String> packages =
        commands.stream()
            .map(
                command ->
                    switch (command) {
                      case "bwrap" -> "bubblewrap";
                      case "setpriv" -> host.has("apk") ? "setpriv" : "util-linux";
                      default -> "util-linux";
                    })
            .distinct()
            .toList();
    String names = String.join(" ", packages);
    if (host.has("apt")) {
      return "sudo apt install " + names;
    }
    if (host.has("dnf")) {
      return "sudo dnf install " + names;
    }
    if (host.has("apk")) {
      return "sudo apk add " + names;
    }
    if (host.has("pacman")) {
      return "sudo pacman -S " + names;
    }
    if (host.has("zypper")) {
      return "sudo zypper install " + names;
    }
    return "Install the packages " + names;
  }

  /** How to make an installed bubblewrap work on this machine. */
  static String bubblewrap(Host host) {
    List<String> remedies = new ArrayList<>();
    if ("0".equals(host.settings().get("user.max_user_namespaces"))) {
      remedies.add(set("user.max_user_namespaces=28633"));
    }
    if ("0".equals(host.settings().get("kernel.unprivileged_userns_clone"))) {
      remedies.add(set("kernel.unprivileged_userns_clone=1"));
    }
    if ("1".equals(host.settings().get("kernel.apparmor_restrict_unprivileged_userns"))) {
      remedies.add(set("kernel.apparmor_restrict_unprivileged_userns=0"));
    }
    switch (host.container()) {
      case NO -> {}
      case DOCKER -> remedies.add(DOCKER);
      case KUBERNETES -> remedies.add(KUBERNETES);
    }
    if (host.user().differs()) {
      remedies.add("Or start the server as an ordinary user, not as root.");
    }
    if (remedies.isEmpty()) {
      remedies.add(
          "This should say more: unshare --user --map-root-user --mount bwrap --unshare-all"
              + " --ro-bind / / true");
    }
    return String.join("\n", remedies);
  }

  /** Sets a kernel setting now and at every start of the machine. */
  private static String set(String setting) {
    return "echo %s | sudo tee -a /etc/sysctl.d/60-interleave.conf && sudo sysctl --system"
        .formatted(setting);
  }
}
