package interleave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.testing.Needs;
import org.junit.jupiter.api.Test;

/** No listing of the book rots: each is run and held against what its author declared. */
class BookIsAsDeclaredTest {
  @Test
  void everyCellOfTheBookDoesWhatItsAuthorDeclared() {
    Needs.bubblewrap();
    // What differs is printed with file, line and cell.
    assertThat(Main.commandLine().execute("check")).isZero();
  }
}
