package interleave.isolation;

import static interleave.isolation.Host.Container.DOCKER;
import static interleave.isolation.Host.Container.KUBERNETES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor tells to do about walls that do not stand. */
class RemediesTest {

  private static final String RESTRICTED = "kernel.apparmor_restrict_unprivileged_userns";

  @ParameterizedTest
  @CsvSource({
    "apt, sudo apt install bubblewrap util-linux mount",
    "dnf, sudo dnf install bubblewrap util-linux",
    "apk, sudo apk add bubblewrap util-linux mount",
    "pacman, sudo pacman -S bubblewrap util-linux",
    "zypper, sudo zypper install bubblewrap util-linux",
    "none, Install the packages bubblewrap util-linux"
  })
  void missingCommandsAreInstalledWithThePackageManagerThatIsThere(String manager, String command) {
    Host host = new Machine().commands(manager).host();
    assertThat(Remedies.install(host, List.of("bwrap", "unshare", "mount"))).isEqualTo(command);
  }

  @Test
  void alpineHasSetprivInAPackageOfItsOwn() {
    assertThat(Remedies.install(new Machine().commands("apk").host(), List.of("setpriv")))
        .isEqualTo("sudo apk add setpriv");
  }

  @Test
  void inAContainerItIsTheImageThatCommandsAreInstalledIn() {
    Host host = new Machine().commands("apt").in(DOCKER).host();
    assertThat(Remedies.install(host, List.of("bwrap")))
        .isEqualTo("In the image: apt-get install bubblewrap");
  }

  @Test
  void kernelSettingsThatForbidNamespacesAreNamed() {
    assertThat(bubblewrap(new Machine().setting("user.max_user_namespaces", "0")))
        .isEqualTo(
            "echo user.max_user_namespaces=28633 | sudo tee -a /etc/sysctl.d/60-interleave.conf"
                + " && sudo sysctl --system");
    assertThat(bubblewrap(new Machine().setting("kernel.unprivileged_userns_clone", "0")))
        .contains("kernel.unprivileged_userns_clone=1");
  }

  @Test
  void kernelSettingsThatForbidNothingAreNotNamed() {
    assertThat(
            bubblewrap(
                new Machine()
                    .setting("user.max_user_namespaces", "96365")
                    .setting("kernel.unprivileged_userns_clone", "1")
                    .setting(RESTRICTED, "0")))
        .doesNotContain("sysctl")
        .contains("unshare --user --map-root-user --mount bwrap");
  }

  @Test
  void ubuntuIsGivenAProfileForEachOfTheTwoCommands() {
    assertThat(bubblewrap(new Machine().setting(RESTRICTED, "1")))
        .isEqualTo(
            """
            Ubuntu's AppArmor lets only named programs make user namespaces. To name two:
            printf '%s\\n' 'abi <abi/4.0>,' \\
              'profile interleave-unshare /usr/bin/unshare flags=(unconfined) { userns, }' \\
              'profile interleave-bwrap /usr/bin/bwrap flags=(unconfined) { userns, }' \\
              | sudo tee /etc/apparmor.d/interleave
            sudo apparmor_parser --replace /etc/apparmor.d/interleave
            Or bluntly, for every program of the machine:
            echo kernel.apparmor_restrict_unprivileged_userns=0 | sudo tee -a /etc/sysctl.d/60-interleave.conf \
            && sudo sysctl --system\
            """);
  }

  @Test
  void ubuntusOwnProfilesAreMadeRoomFor() {
    assertThat(
            bubblewrap(
                new Machine()
                    .setting(RESTRICTED, "1")
                    .profiles("unshare-userns-restrict", "bwrap-userns-restrict")))
        .contains(
            "sudo apparmor_parser --remove /etc/apparmor.d/unshare-userns-restrict",
            "'profile interleave-unshare /usr/bin/unshare")
        .doesNotContain("interleave-bwrap");
  }

  @Test
  void inAContainerTheOptionsToStartItAreTold() {
    assertThat(bubblewrap(new Machine().in(DOCKER)))
        .contains("docker run --init", "systempaths=unconfined", "seccomp=", "Compose", "Podman")
        .doesNotContain("On the machine");
    assertThat(bubblewrap(new Machine().in(KUBERNETES)))
        .contains("Not tried", "hostUsers: false", "procMount: Unmasked");
  }

  @Test
  void inAContainerSettingsOfTheKernelAreForTheMachineBelow() {
    assertThat(bubblewrap(new Machine().in(DOCKER).setting(RESTRICTED, "1")))
        .startsWith("On the machine that runs the container (not tried):\nUbuntu's AppArmor")
        .contains("docker run --init");
  }

  @Test
  void rootWithoutPrivilegesIsToldToBeNobody() {
    Machine machine = new Machine().lacksPrivileges("KILL", "SETUID");
    assertThat(Remedies.privileges(machine.host())).contains("ordinary user");
    assertThat(Remedies.privileges(machine.in(DOCKER).host()))
        .contains("docker run --user 10001", "--cap-add for each");
    assertThat(Remedies.privileges(machine.in(KUBERNETES).host())).contains("runAsUser: 10001");
  }

  @Test
  void landlockWantsAKernelThatHasItAndUsesIt() {
    assertThat(Remedies.landlock(new Machine().linux(5, 10).host()))
        .contains("Landlock takes Linux 5.13 or later; this is 5.10.");
    assertThat(Remedies.landlock(new Machine().modules("apparmor").host()))
        .contains("lsm=landlock,apparmor", "update-grub");
    assertThat(Remedies.landlock(new Machine().host())).doesNotContain("lsm=", "5.13");
  }

  @Test
  void onlyCommandsToBeCopiedAreWiderThanATerminal() {
    Stream<Machine> machines =
        Stream.of(
            new Machine(),
            new Machine().setting(RESTRICTED, "1").profiles("unshare-userns-restrict"),
            new Machine().in(DOCKER),
            new Machine().in(KUBERNETES));
    assertThat(
            machines
                .map(Machine::host)
                .flatMap(
                    host ->
                        Stream.of(
                            Remedies.bubblewrap(host),
                            Remedies.landlock(host),
                            ContainerOptions.limits(host.container())))
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("echo ")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  private static String bubblewrap(Machine machine) {
    return Remedies.bubblewrap(machine.host());
  }
}
