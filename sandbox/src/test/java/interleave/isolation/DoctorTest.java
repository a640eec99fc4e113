package interleave.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.resources.ProcessSums;
import interleave.testing.Needs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the doctor finds, and what it tells to do. */
class DoctorTest {

  @Test
  void bubblewrapIsChosenWhereItWorks() {
    Needs.bubblewrap();
    Diagnosis diagnosis = Doctor.diagnose(Trials.JAVA_HOME);
    assertThat(diagnosis.chosen()).as(diagnosis.report()).isInstanceOf(Bubblewrap.class);
    assertThat(diagnosis.exitCode()).isZero();
    assertThat(diagnosis.report())
        .contains("works   A box was started behind bubblewrap.\n")
        .contains("weak    A session can learn where the host keeps the JDK")
        .containsPattern("Isolation: bubblewrap, limits by .*\\. A class may use this server.\n$");
  }

  @Test
  void aJdkThatIsNoneLeavesNoIsolation() {
    Diagnosis diagnosis = Doctor.diagnose(Path.of("/nowhere/jdk"));
    assertThat(diagnosis.chosen()).isInstanceOf(None.class);
    assertThat(diagnosis.exitCode()).isEqualTo(2);
    assertThat(diagnosis.report())
        .contains("broken  ", "/nowhere/jdk", "To mend it:", "Install a JDK 25")
        .contains("Isolation: none, limits by")
        .endsWith("For one reader on this machine only.\n");
  }

  @Test
  void missingCommandsAreInstalledWithThePackageManagerThatIsThere() {
    List<String> missing = List.of("bwrap", "unshare");
    assertThat(Remedies.install(host(Set.of("apt"), Map.of(), Host.Container.NO), missing))
        .isEqualTo("sudo apt install bubblewrap util-linux");
    assertThat(Remedies.install(host(Set.of("dnf"), Map.of(), Host.Container.NO), missing))
        .isEqualTo("sudo dnf install bubblewrap util-linux");
    assertThat(Remedies.install(host(Set.of(), Map.of(), Host.Container.NO), missing))
        .isEqualTo("Install the packages bubblewrap util-linux");
  }

  @Test
  void kernelSettingsThatForbidNamespacesAreNamed() {
    assertThat(
            Remedies.bubblewrap(
                host(
                    Set.of(),
                    Map.of("kernel.apparmor_restrict_unprivileged_userns", "1"),
                    Host.Container.NO)))
        .contains("kernel.apparmor_restrict_unprivileged_userns=0", "sudo sysctl --system");
    assertThat(
            Remedies.bubblewrap(
                host(Set.of(), Map.of("user.max_user_namespaces", "0"), Host.Container.NO)))
        .contains("user.max_user_namespaces=28633");
    assertThat(
            Remedies.bubblewrap(
                host(Set.of(), Map.of("kernel.unprivileged_userns_clone", "0"), Host.Container.NO)))
        .contains("kernel.unprivileged_userns_clone=1");
  }

  @Test
  void inAContainerTheOptionsToStartItAreTold() {
    assertThat(Remedies.bubblewrap(host(Set.of(), Map.of(), Host.Container.DOCKER)))
        .contains("systempaths=unconfined", "seccomp=", "--init");
    assertThat(Remedies.bubblewrap(host(Set.of(), Map.of(), Host.Container.KUBERNETES)))
        .contains("procMount: Unmasked");
  }

  @Test
  void theReportIndentsRemedies() {
    Diagnosis diagnosis =
        new Diagnosis(
            new None(new BoxUser(OptionalInt.empty()), false),
            new ProcessSums(),
            List.of(
                new Finding.Works("This works."),
                new Finding.Broken("That does not.", "do this\nand that"),
                new Finding.Weak("This is weak.")));
    assertThat(diagnosis.report())
        .isEqualTo(
            """
            works   This works.
            broken  That does not.
                    To mend it:
                      do this
                      and that
            weak    This is weak.
            Isolation: none, limits by process sums. For one reader on this machine only.
            """);
  }

  private static Host host(
      Set<String> commands, Map<String, String> settings, Host.Container container) {
    return new Host(
        Optional.of(Architecture.X86_64),
        new BoxUser(OptionalInt.empty()),
        commands,
        settings,
        container);
  }
}
