package interleave.explore;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.explore.result.Result;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small programs with known answers; what each took stands in {@code target/explorer.md}. */
class ProgramTableTest {
  private static final Map<String, String> ROWS = new ConcurrentSkipListMap<>();

  static Stream<String> programs() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(ProgramTableTest.class.getResource("programs")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files.map(f -> f.getFileName().toString().replace(".txt", "")).sorted().toList();
      return names.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void theVerdictIsTheKnownOne(String name) {
    String source = Sources.listing(name);
    String expected = source.lines().findFirst().orElse("").replace("// ", "");
    var classes = Sources.compile(source);

    long start = System.nanoTime();
    Result result =
        Explorer.of(Program.main(classes, "Main")).explore(Budget.standard(), Progress.none());
    double millis = (System.nanoTime() - start) / 1e6;

    String answer =
        switch (result) {
          case Result.Failed failed -> failed.verdict().word();
          case Result.Explored explored -> explored.stopped().isEmpty() ? "fine" : "stopped";
          case Result.Stuck _ -> "stuck";
        };
    ROWS.put(
        name,
        "| %s | %s | %d | %s | %.1f |"
            .formatted(
                name,
                answer,
                result.schedules(),
                switch (result) {
                  case Result.Failed failed -> failed.preemptions() + "";
                  case Result.Explored explored ->
                      explored.exhausted() ? "all" : "≤ " + explored.preemptions();
                  case Result.Stuck _ -> "";
                },
                millis));
    assertThat(answer).as(result.toString()).isEqualTo(expected);
    assertThat(result.unmodelled()).isEmpty();
  }

  @Test
  void thereAreFortyProgramsOrMore() throws IOException, URISyntaxException {
    assertThat(programs()).hasSizeGreaterThanOrEqualTo(40);
  }

  @AfterAll
  static void report() throws IOException {
    Files.writeString(
        Path.of("target", "explorer.md"),
        "# The explorer's programs\n\n"
            + "Milliseconds count weaving, loading, searching and replaying, not compiling."
            + " Preemptions: of the schedule shown, or the bound that was explored.\n\n"
            + "| program | answer | schedules | preemptions | ms |\n"
            + "|---|---|--:|--:|--:|\n"
            + String.join("\n", ROWS.values())
            + "\n");
  }
}
