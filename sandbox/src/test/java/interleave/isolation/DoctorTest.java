package interleave.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import interleave.testing.Needs;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the doctor finds on this machine, by starting boxes. */
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
    assertThat(diagnosis.weaknesses())
        .containsAll(diagnosis.chosen().weaknesses())
        .containsAll(diagnosis.control().weaknesses());
  }

  @Test
  void aLesserWallIsTriedByStartingABoxToo() {
    assumeTrue(Boolean.getBoolean("strict") || Tools.kernel().isAtLeast(5, 13), "needs Linux 5.13");
    Diagnosis diagnosis = Doctor.diagnose(Trials.JAVA_HOME, Doctor.Wall.LANDLOCK);
    assertThat(diagnosis.chosen()).as(diagnosis.report()).isInstanceOf(Landlock.class);
    assertThat(diagnosis.report())
        .contains("works   A box was started behind landlock.\n")
        .endsWith(" For one reader on this machine only.\n");
  }

  @Test
  void evenWithoutAWallABoxIsStarted() {
    Diagnosis diagnosis = Doctor.diagnose(Trials.JAVA_HOME, Doctor.Wall.NONE);
    assertThat(diagnosis.report())
        .contains("works   A box was started without any wall.\n")
        .endsWith(" For one reader on this machine only.\n");
    assertThat(diagnosis.exitCode()).isEqualTo(2);
  }

  @Test
  void withAJdkThatIsNoneNothingRuns() {
    Diagnosis diagnosis = Doctor.diagnose(Path.of("/nowhere/jdk"));
    assertThat(diagnosis.chosen()).isInstanceOf(None.class);
    assertThat(diagnosis.exitCode()).isEqualTo(2);
    assertThat(diagnosis.report())
        .contains("broken  ", "/nowhere/jdk", "To mend it:", "Install a JDK 25")
        .endsWith("Isolation: none. Nothing can be run here, only read.\n");
  }
}
