package interleave.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  @Test
  void aHeapThatDoesNotFitInTheDataLimitIsRefused() {
    assertThatThrownBy(() -> new Limits(512, 512, 6144, 64, 512, 512, 64, 4096))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("heapMiB (512)");
  }

  @Test
  void limitsThatAreNotPositiveAreRefused() {
    assertThatThrownBy(() -> new Limits(256, 768, 6144, 64, 0, 512, 64, 4096))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("descriptors must be positive");
  }

  @Test
  void aLargerHeapTakesTheOtherMemoryLimitsAlong() {
    Limits larger = Limits.sessionDefaults().withHeapMiB(512);
    assertThat(larger.heapMiB()).isEqualTo(512);
    assertThat(larger.dataMiB()).isEqualTo(1024);
  }
}
