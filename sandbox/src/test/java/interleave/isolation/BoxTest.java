package interleave.isolation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.resources.Limits;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a box and its limits refuse. */
class BoxTest {

  private static Box box(Path... classPath) {
    return new Box(
        Path.of("/jdk"),
        List.of(classPath),
        Optional.empty(),
        List.of(),
        "Main",
        List.of(),
        Limits.sessionDefaults());
  }

  @Test
  void relativePathsAreRefused() {
    assertThatThrownBy(() -> box(Path.of("a.jar")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.jar is relative");
  }

  @Test
  void filesThatWouldHaveTheSameNameInTheBoxAreRefused() {
    assertThatThrownBy(() -> box(Path.of("/x/a.jar"), Path.of("/y/a.jar")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same name");
  }
}
