package interleave.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AcceptEncodingTest {
  @Test
  void browsersGetGzip() {
    assertThat(AcceptEncoding.gzip("gzip, deflate, br, zstd")).isTrue();
    assertThat(AcceptEncoding.gzip("br;q=1.0, GZIP;q=0.5")).isTrue();
    assertThat(AcceptEncoding.gzip("*")).isTrue();
  }

  @Test
  void clientThatAsksForNothingGetsPlainText() {
    assertThat(AcceptEncoding.gzip(null)).isFalse();
    assertThat(AcceptEncoding.gzip("")).isFalse();
    assertThat(AcceptEncoding.gzip("br")).isFalse();
  }

  @Test
  void clientThatRefusesGzipGetsPlainText() {
    assertThat(AcceptEncoding.gzip("gzip;q=0")).isFalse();
    assertThat(AcceptEncoding.gzip("gzip; q=0.000, *")).isFalse();
    assertThat(AcceptEncoding.gzip("*;q=0")).isFalse();
    assertThat(AcceptEncoding.gzip("gzip;q=0.2, identity;q=0.8")).isFalse();
    assertThat(AcceptEncoding.gzip("gzip;q=what")).isFalse();
  }
}
