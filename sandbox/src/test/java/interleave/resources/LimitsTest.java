package interleave.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Which limits go together. */
class LimitsTest {

  @Test
  void aHeapThatDoesNotFitInTheMemoryOfAllIsRefused() {
    assertThatThrownBy(() -> Limits.sessionDefaults().withMemoryMiB(256))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("heapMiB (256) must be below memoryMiB (256)");
  }

  @Test
  void limitsThatAreNotPositiveAreRefused() {
    assertThatThrownBy(() -> Limits.sessionDefaults().withDescriptors(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("descriptors must be positive");
  }

  @Test
  void aLargerHeapTakesTheOtherMemoryLimitsAlong() {
    Limits larger = Limits.sessionDefaults().withHeapMiB(512);
    assertThat(larger.heapMiB()).isEqualTo(512);
    assertThat(larger.dataMiB()).isEqualTo(1024);
    assertThat(larger.memoryMiB()).isEqualTo(1024);
  }
}
