package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import interleave.resources.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RunLimitsTest {
  @Test
  void theBoxesOfTheDefaultsAreTheIsolationsOwn() {
    assertThat(RunLimits.defaults().jvms().session()).isEqualTo(Limits.sessionDefaults());
    assertThat(RunLimits.defaults().jvms().engine()).isEqualTo(Limits.engineDefaults());
  }

  @Test
  void whatIsSetHoldsAndTheRestFollows() {
    RunLimits limits =
        RunLimits.of("timeout=1500ms", "cpu=2m", "session-heap=1g", "output=64k", "sessions=50");
    assertThat(limits.usual())
        .isEqualTo(new Allowance(Duration.ofMillis(1500), Duration.ofMinutes(2), 1536, 64 << 10));
    assertThat(limits.jvms().session().heapMiB()).isEqualTo(1024);
    assertThat(limits.jvms().session().dataMiB()).isEqualTo(1536);
    assertThat(limits.crowd().sessionsPerAddress()).isEqualTo(25);
    assertThat(RunLimits.of("sessions=4", "sessions=5").crowd().sessions()).isEqualTo(5);
    assertThat(RunLimits.of("sessions=5").crowd().sessionsPerAddress()).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource
  void everyLimitCanBeSetToItsExtremesAlone(LimitName name) {
    RunLimits defaults = RunLimits.defaults();
    assertThat(Arrays.asList(name.range().split(" to ")))
        .extracting(extreme -> setOrToldToSetBoth(name.written() + "=" + extreme))
        .anyMatch(set -> !set.equals(Optional.of(defaults)));
  }

  private static Optional<RunLimits> setOrToldToSetBoth(String setting) {
    try {
      return Optional.of(RunLimits.of(setting));
    } catch (IllegalArgumentException e) {
      assertThat(e).message().endsWith("; set both.");
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sesions=5                            | There is no limit "sesions"; --limit help lists them.
          sessions                             | A limit is set as NAME=VALUE, not as "sessions".
          sessions=many                        | The limit sessions is a whole number, not "many".
          sessions=-1                          | The limit sessions is a whole number, not "-1".
          sessions=99999999999999999999        | The limit sessions is a whole number, not "99999999999999999999".
          sessions=0                           | The limit sessions goes from 1 to 100000; 0 is out of that range.
          timeout=10                           | The limit timeout is a time like 500ms, 10s, 2m or 1h, not "10".
          timeout=2h                           | The limit timeout goes from 100ms to 1h; 2h is out of that range.
          session-heap=64k                     | The limit session-heap is a size like 768m or 2g, not "64k".
          output=1                             | The limit output is a size like 64k or 2m, not "1".
          timeout=90s                          | The limit timeout must not be above longest-timeout; set both.
          longest-cpu=1s                       | The limit cpu must not be above longest-cpu; set both.
          session-memory=200m                  | The limit session-heap must not be above session-memory; set both.
          session-disk=32m                     | The limit session-file must not be above session-disk; set both.
          session-processes=600                | The limit session-processes must not be above session-threads; set both.
          """)
  void whatMakesNoSenseIsToldInASentence(String setting, String sentence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunLimits.of(setting))
        .withMessage(sentence);
  }

  @Test
  void aCellGetsNoMoreThanTheOperatorAllows() {
    RunLimits limits = RunLimits.of("longest-timeout=30s", "longest-cpu=40s", "longest-output=4m");
    Allowance much = new Allowance(Duration.ofHours(1), Duration.ofHours(1), 1 << 20, 1L << 30);
    assertThat(limits.granted(much)).isEqualTo(limits.most());
    Allowance little = new Allowance(Duration.ofSeconds(1), Duration.ofSeconds(2), 128, 1024);
    assertThat(limits.granted(little)).isEqualTo(little);
  }

  @Test
  void theReadmeListsEveryLimitAsItIs() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    assertThat(Arrays.stream(LimitName.values()))
        .allSatisfy(
            n ->
                assertThat(readme)
                    .contains(
                        "| `%s` | %s | %s | %s |\n"
                            .formatted(n.written(), n.range(), n.usual(), n.meaning())));
  }
}
