package interleave.isolation;

import static interleave.isolation.Host.Container.DOCKER;
import static interleave.isolation.Host.Container.KUBERNETES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import interleave.resources.ProcessSums;
import interleave.resources.ResourceControl;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the doctor finds lacking beside the walls. */
class ShortagesTest {

  private static final List<String> TRIED = List.of("cgroup v2 is not mounted", "v1 neither");

  @Test
  void withoutControlGroupsWhatWasTriedIsTold() {
    assertThat(of(new Machine().commands("taskset", "systemd-run")))
        .singleElement()
        .satisfies(
            lacks ->
                assertThat(lacks.sentence())
                    .startsWith("No control group can be made here")
                    .endsWith("instead: cgroup v2 is not mounted; v1 neither."));
  }

  @Test
  void systemdHandsAGroupToAnOrdinaryUserAndToRoot() {
    Machine machine = new Machine().commands("taskset", "systemd-run");
    assertThat(remedies(machine))
        .singleElement()
        .asString()
        .contains("systemd-run --user --scope -p Delegate=yes java -jar", "a unit with Delegate");
    assertThat(remedies(machine.root()))
        .singleElement()
        .asString()
        .contains("systemd-run --scope -p Delegate=yes java -jar");
  }

  @Test
  void withoutSystemdRootCanMakeGroups() {
    assertThat(remedies(new Machine()))
        .singleElement()
        .asString()
        .contains("mount -t cgroup2", "Alpine, not tried");
  }

  @Test
  void aContainerIsBoundedAsAWhole() {
    assertThat(remedies(new Machine().in(DOCKER)))
        .singleElement()
        .asString()
        .contains("docker run --memory", "--pids-limit", "Not tried: Docker 28");
    assertThat(remedies(new Machine().in(KUBERNETES)))
        .singleElement()
        .asString()
        .contains("resources.limits");
  }

  @Test
  void tasksetIsMissedOnlyWithoutControlGroups() {
    assertThat(remedies(new Machine().commands("apt")))
        .element(1)
        .isEqualTo("sudo apt install util-linux");
    ResourceControl best = ResourceControl.best(reason -> {});
    assumeFalse(best instanceof ProcessSums, "needs control groups");
    assertThat(Shortages.of(new Machine().commands().host(), best, List.of())).isEmpty();
  }

  @Test
  void tooLittleMemoryIsToldWithWhatTakesIt() {
    assertThat(of(new Machine().memoryMiB(2000)))
        .last()
        .satisfies(
            lacks ->
                assertThat(lacks.sentence())
                    .contains("2,000 MiB of memory", "2,048", "768", "together 3,328"));
    assertThat(remedies(new Machine().memoryMiB(2000).in(DOCKER))).last().asString().contains("4g");
    assertThat(of(new Machine().memoryMiB(3328))).hasSize(1);
  }

  @Test
  void tooLittleRoomForTemporaryFilesIsTold() {
    assertThat(of(new Machine().temporaryMiB(64)))
        .last()
        .satisfies(lacks -> assertThat(lacks.sentence()).contains("64 MiB free in /tmp"));
    assertThat(of(new Machine().temporaryMiB(256))).hasSize(1);
  }

  private static List<Finding> of(Machine machine) {
    return Shortages.of(machine.host(), new ProcessSums(), TRIED);
  }

  private static List<String> remedies(Machine machine) {
    return of(machine).stream()
        .filter(Finding.Lacks.class::isInstance)
        .map(finding -> ((Finding.Lacks) finding).remedy())
        .toList();
  }
}
