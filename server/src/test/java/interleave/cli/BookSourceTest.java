package interleave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.book.WallNotice;
import interleave.isolation.BoxUser;
import interleave.isolation.Diagnosis;
import interleave.isolation.Doctor;
import interleave.isolation.Finding;
import interleave.isolation.None;
import interleave.resources.ProcessSums;
import interleave.testing.Needs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What every page says about the wall that was found. */
class BookSourceTest {

  private static final None NONE = new None(new BoxUser(OptionalInt.empty()), false);

  @Test
  void behindTheFullWallNothingIsSaid() {
    Needs.bubblewrap();
    assertThat(notice(Doctor.diagnose(Path.of(System.getProperty("java.home"))))).isEmpty();
  }

  @Test
  void everyWeaknessOfALesserWallIsNamed() {
    Diagnosis diagnosis =
        Doctor.diagnose(Path.of(System.getProperty("java.home")), Doctor.Wall.LANDLOCK);
    assertThat(diagnosis.weaknesses()).isNotEmpty();
    assertThat(notice(diagnosis))
        .hasValueSatisfying(
            notice -> assertThat(notice.weaknesses()).isEqualTo(diagnosis.weaknesses()));
  }

  @Test
  void noWallAndNoBoxAreDifferentThings() {
    Finding weak = new Finding.Weak("It is weak.");
    assertThat(notice(new Diagnosis(NONE, true, new ProcessSums(), List.of(weak))))
        .map(WallNotice::sentence)
        .hasValueSatisfying(sentence -> assertThat(sentence).contains("is not walled in"));
    assertThat(notice(new Diagnosis(NONE, false, new ProcessSums(), List.of())))
        .map(WallNotice::sentence)
        .hasValueSatisfying(sentence -> assertThat(sentence).contains("cannot be run"));
  }

  private static Optional<WallNotice> notice(Diagnosis diagnosis) {
    return BookSource.of(Optional.empty()).site(diagnosis, false).wallNotice();
  }
}
