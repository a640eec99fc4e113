package interleave.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The commands and settings that mend the walls which {@link Doctor} finds broken. */
final class Remedies {

  static final String OTHER_SYSTEM =
      "Run the server in a Linux virtual machine, or with Docker as the README says.";

  static final String JDK =
      """
      Install a JDK 25 where every user can read it, such as below /usr/lib/jvm or /opt,
      and start the server with it.\
      """;

  private Remedies() {}

  /** How to install commands on this machine. */
  static String install(Host host, List<String> commands) {
    String manager =
        List.of("apt", "dnf", "apk", "pacman", "zypper").stream()
            .filter(host::has)
            .findFirst()
            .orElse("");
    String packages =
        commands.stream()
            .map(command -> packageOf(command, manager))
            .distinct()
            .collect(Collectors.joining(" "));
    String install =
        switch (manager) {
          case "apt" -> "sudo apt install ";
          case "dnf" -> "sudo dnf install ";
          case "apk" -> "sudo apk add ";
          case "pacman" -> "sudo pacman -S ";
          case "zypper" -> "sudo zypper install ";
          default -> "Install the packages ";
        };
    return switch (host.container()) {
      case NO -> install + packages;
      case DOCKER, KUBERNETES ->
          "In the image: " + install.replace("sudo ", "").replace("apt ", "apt-get ") + packages;
    };
  }

  private static String packageOf(String command, String manager) {
    return switch (command) {
      case "bwrap" -> "bubblewrap";
      case "mount" -> manager.equals("apt") || manager.equals("apk") ? "mount" : "util-linux";
      case "setpriv" -> manager.equals("apk") ? "setpriv" : "util-linux";
      default -> "util-linux";
    };
  }

  /** How to make an installed bubblewrap work on this machine. */
  static String bubblewrap(Host host) {
    List<String> remedies = new ArrayList<>();
    Host.Kernel kernel = host.kernel();
    if (kernel.has("user.max_user_namespaces", "0")) {
      remedies.add(set("user.max_user_namespaces=28633"));
    }
    if (kernel.has("kernel.unprivileged_userns_clone", "0")) {
      remedies.add(set("kernel.unprivileged_userns_clone=1"));
    }
    if (kernel.has("kernel.apparmor_restrict_unprivileged_userns", "1")) {
      remedies.add(appArmor(kernel));
    }
    switch (host.container()) {
      case NO -> {}
      case DOCKER, KUBERNETES -> {
        if (!remedies.isEmpty()) {
          remedies.addFirst("On the machine that runs the container (not tried):");
        }
        remedies.add(ContainerOptions.walls(host.container()));
      }
    }
    if (remedies.isEmpty()) {
      remedies.add(
          """
          This should say more:
          unshare --user --map-root-user --mount bwrap --unshare-all --ro-bind / / true\
          """);
    }
    return String.join("\n", remedies);
  }

  /**
   * Ubuntu lets only programs with a profile that says so make user namespaces they can use. Its
   * own profiles for our two commands, where there are any, keep what they start from mounting; two
   * profiles for one command exclude each other.
   */
  private static String appArmor(Host.Kernel kernel) {
    StringBuilder remedy = new StringBuilder();
    remedy.append(
        "Ubuntu's AppArmor lets only named programs make user namespaces. To name two:\n");
    if (kernel.profiles().contains("unshare-userns-restrict")) {
      remedy.append(
          """
          sudo ln -s /etc/apparmor.d/unshare-userns-restrict /etc/apparmor.d/disable/
          sudo apparmor_parser --remove /etc/apparmor.d/unshare-userns-restrict
          """);
    }
    remedy.append("printf '%s\\n' 'abi <abi/4.0>,' \\\n").append(profile("unshare"));
    if (!kernel.profiles().contains("bwrap-userns-restrict")) {
      remedy.append(profile("bwrap"));
    }
    return remedy
        .append(
            """
              | sudo tee /etc/apparmor.d/interleave
            sudo apparmor_parser --replace /etc/apparmor.d/interleave
            Or bluntly, for every program of the machine:
            """)
        .append(set("kernel.apparmor_restrict_unprivileged_userns=0"))
        .toString();
  }

  private static String profile(String command) {
    return "  'profile interleave-%1$s /usr/bin/%1$s flags=(unconfined) { userns, }' \\\n"
        .formatted(command);
  }

  /** What a server that is root without its privileges can do. */
  static String privileges(Host host) {
    String ordinary = "Start the server as an ordinary user, who needs no privilege at all";
    return switch (host.container()) {
      case NO -> ordinary + ".";
      case DOCKER ->
          ordinary
              + ":\ndocker run --user 10001 ..., which is what the image does by itself."
              + "\nOr let it be root, with --cap-add for each of what it lacks.";
      case KUBERNETES -> ordinary + ":\nrunAsUser: 10001 in the container's securityContext.";
    };
  }

  /** What to look at where not even a box without walls starts. */
  static String nothingStarts(Host host) {
    return "See that the server may write below %s, and that its JDK is whole and version 25."
        .formatted(host.room().temporary());
  }

  /** How to have Landlock. */
  static String landlock(Host host) {
    Host.Kernel kernel = host.kernel();
    String better = "Better mend bubblewrap: only behind that may a class use this server.";
    if (!kernel.version().isAtLeast(5, 13)) {
      return "Landlock takes Linux 5.13 or later; this is %s. %s"
          .formatted(kernel.version(), better);
    }
    if (!kernel.modules().isEmpty() && !kernel.modules().contains("landlock")) {
      return """
      Start Linux with landlock among its security modules: in /etc/default/grub add
        lsm=landlock,%s
      to GRUB_CMDLINE_LINUX, then sudo update-grub (Fedora: sudo grub2-mkconfig -o /boot/grub2/grub.cfg)
      and sudo reboot. %s\
      """
          .formatted(String.join(",", kernel.modules()), better);
    }
    return better;
  }

  /** Sets a kernel setting now and at every start of the machine. */
  private static String set(String setting) {
    return "echo %s | sudo tee -a /etc/sysctl.d/60-interleave.conf && sudo sysctl --system"
        .formatted(setting);
  }
}
