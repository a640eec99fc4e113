package interleave.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import interleave.resources.Excess;
import interleave.resources.Limits;
import interleave.resources.ProcessSums;
import interleave.resources.ResourceControl;
import interleave.resources.Usage;
import interleave.testing.Needs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all processes of a box use together, by each way of counting that works here. */
class HeldTogetherTest {

  /** Starts children that each keep 150 MiB outside of any heap. */
  private static final String FAMILY =
      """
      var java = System.getProperty("java.home") + "/bin/java";
      var children = new ArrayList<Process>();
      for (int i = 0; i < 6; i++) {
        children.add(new ProcessBuilder(
            java, "-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-cp", System.getProperty("java.class.path"), "Hoarder", "150").start());
        System.out.println(children.getLast().inputReader().readLine());
      }
      System.out.println("all");
      System.in.read();
      """;

  @TempDir private Path directory;

  @BeforeAll
  static void needs() {
    Needs.bubblewrap();
  }

  static Stream<ResourceControl> controls() {
    return Stream.of(ResourceControl.best(reason -> {}), new ProcessSums())
        .collect(Collectors.toMap(ResourceControl::name, c -> c, (first, same) -> first))
        .values()
        .stream();
  }

  @ParameterizedTest
  @MethodSource("controls")
  void childrenThatTogetherTakeTooMuchMemoryEndTheBox(ResourceControl control) throws Exception {
    try (Trials trials = new Trials(Trials.bubblewrap(), control, directory);
        BoxedProcess boxed = trials.start(Limits.sessionDefaults().withMemoryMiB(400), FAMILY)) {
      assertThat(boxed.exit().get(20, SECONDS)).isEqualTo(137);
      assertThat(boxed.excess()).map(Excess::kind).contains(Excess.Kind.MEMORY);
      assertThat(boxed.excess().orElseThrow().sentence())
          .isEqualTo("It used more than 400 MB in all its processes.");
    }
  }

  @ParameterizedTest
  @MethodSource("controls")
  void theSameChildrenLiveWhereTheyMayTakeMore(ResourceControl control) throws Exception {
    try (Trials trials = new Trials(Trials.bubblewrap(), control, directory);
        BoxedProcess boxed = trials.start(Limits.sessionDefaults().withMemoryMiB(1500), FAMILY)) {
      awaitLine(boxed, "all");
      Usage usage = boxed.usage();
      assertThat(usage.memoryBytes()).isBetween(900L << 20, 1500L << 20);
      assertThat(usage.processes()).isBetween(7, 10);
      assertThat(usage.tasks()).isGreaterThan(60);
      assertThat(usage.cpu()).isBetween(Duration.ofMillis(100), Duration.ofMinutes(1));
      assertThat(boxed.excess()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("controls")
  void aBoxRunsOnAsManyCoresAsItIsAllowedAlsoWhileItLives(ResourceControl control)
      throws Exception {
    int all = Runtime.getRuntime().availableProcessors();
    assumeThat(all).isGreaterThan(1);
    String askedAgain =
        """
        for (int cores = 0; ; ) {
          int now = Runtime.getRuntime().availableProcessors();
          if (now != cores) System.out.println("cores " + (cores = now));
          Thread.sleep(5);
        }
        """;
    try (Trials trials = new Trials(Trials.bubblewrap(), control, directory);
        BoxedProcess boxed =
            trials.start(Limits.sessionDefaults().withCores(1, 100 * all), askedAgain)) {
      awaitLine(boxed, "cores 1");
      boxed.allowCores(all);
      awaitLine(boxed, "cores " + all);
      boxed.allowCores(1);
      awaitLine(boxed, "cores 1");
    }
  }

  private static void awaitLine(BoxedProcess boxed, String line) throws IOException {
    StringBuilder said = new StringBuilder();
    while (!said.toString().contains(line + "\n")) {
      byte[] more = boxed.raw().readNBytes(1);
      assertThat(more).as("before %s: %s", line, said).isNotEmpty();
      said.append(new String(more, UTF_8));
    }
  }
}
