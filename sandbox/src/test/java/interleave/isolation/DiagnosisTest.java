package interleave.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.resources.ProcessSums;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** How findings are told. */
class DiagnosisTest {

  private static final BoxUser USER = new BoxUser(OptionalInt.empty());
  private static final None NONE = new None(USER, false);
  private static final Path JDK = Path.of("/opt/jdk");
  private static final SystemFiles FILES =
      new SystemFiles(Path.of("/bin/sh"), List.of(), List.of());
  private static final Bubblewrap BUBBLEWRAP =
      new Bubblewrap(true, true, USER, Architecture.X86_64, JDK, FILES);

  @Test
  void reportIndentsRemediesAndEndsWithTheVerdict() {
    assertThat(
            diagnosis(
                    NONE,
                    new Finding.Works("This works."),
                    new Finding.Broken("That does not.", "do this\n  and that"),
                    new Finding.Lacks("There is no such thing.", "buy it"),
                    new Finding.Weak("This is weak."))
                .report())
        .isEqualTo(
            """
            works   This works.
            broken  That does not.
                    To mend it:
                      do this
                        and that
            lacks   There is no such thing.
                    To get it:
                      buy it
            weak    This is weak.
            Isolation: none, limits by process sums. For one reader on this machine only.
            """);
  }

  @Test
  void longSentencesAreWrappedUnderTheirBeginning() {
    assertThat(
            diagnosis(NONE, new Finding.Weak("It goes on. ".repeat(16).strip())).report().lines())
        .hasSize(4)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100))
        .element(1)
        .asString()
        .matches(" {8}\\S.*");
  }

  @Test
  void logOfAFallbackIsTheWholeReport() {
    Diagnosis diagnosis = diagnosis(NONE, new Finding.Broken("That does not.", "do this"));
    assertThat(diagnosis.logged()).isEqualTo(diagnosis.report());
  }

  @Test
  void logOfTheFullWallTellsOnlyWhatIsWeakOrLacking() {
    assertThat(
            diagnosis(
                    BUBBLEWRAP,
                    new Finding.Works("This works."),
                    new Finding.Lacks("There is no such thing.", "buy it"),
                    new Finding.Weak("This is weak."))
                .logged())
        .isEqualTo(
            """
            lacks   There is no such thing.
            weak    This is weak.
                    The command doctor tells how to get what it lacks.
            Isolation: bubblewrap, limits by process sums. A class may use this server.
            """);
    assertThat(diagnosis(BUBBLEWRAP, new Finding.Works("This works.")).logged().lines()).hasSize(1);
  }

  @Test
  void exitCodeAndVerdictAgree() {
    Landlock landlock = new Landlock(USER, Architecture.X86_64, JDK, FILES);
    assertThat(diagnosis(BUBBLEWRAP).exitCode()).isZero();
    assertThat(diagnosis(landlock).exitCode()).isEqualTo(1);
    assertThat(diagnosis(landlock).report()).contains("landlock", "one reader");
    assertThat(diagnosis(NONE).exitCode()).isEqualTo(2);
    Diagnosis stuck = new Diagnosis(NONE, false, new ProcessSums(), List.of());
    assertThat(stuck.exitCode()).isEqualTo(2);
    assertThat(stuck.report()).isEqualTo("Isolation: none. Nothing can be run here, only read.\n");
  }

  @Test
  void weaknessesAreForThePageAndRemediesAreNot() {
    assertThat(
            diagnosis(
                    NONE,
                    new Finding.Lacks("There is no such thing.", "buy it"),
                    new Finding.Weak("This is weak."))
                .weaknesses())
        .containsExactly("This is weak.");
  }

  private static Diagnosis diagnosis(Isolation chosen, Finding... findings) {
    return new Diagnosis(chosen, true, new ProcessSums(), List.of(findings));
  }
}
