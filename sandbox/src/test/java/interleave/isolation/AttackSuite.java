package interleave.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import interleave.isolation.Attack.Trial;
import interleave.isolation.Doctor.Wall;
import interleave.resources.ProcessSums;
import interleave.testing.Needs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs the attacks of one theme behind each wall, and reports what was seen. */
final class AttackSuite implements BeforeAllCallback, AfterAllCallback {

  private static final long LONGEST_SECONDS = 40;
  private static final int LONGEST_OUTPUT = 1 << 20;

  private final String theme;
  private final Map<Wall, Trials> trials = new EnumMap<>(Wall.class);
  private final Map<Wall, Trials> controls = new EnumMap<>(Wall.class);
  private @Nullable Path directory;
  private @Nullable AttackReport report;

  AttackSuite(String theme) {
    this.theme = theme;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    directory = Files.createTempDirectory("attacks");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    report = AttackReport.of(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    trials.values().forEach(Trials::close);
    controls.values().forEach(Trials::close);
    Removal.of(directory);
  }

  /** A directory for what attacks aim at, which every user of the machine can read. */
  Path directory() {
    return directory;
  }

  /** One test for each attack and wall, and one for each control. */
  Stream<DynamicTest> tests(List<Attack> attacks) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    attacks.forEach(attack -> texts.put("Attack" + texts.size(), attack.statements()));
    Path jar =
        TrialJar.of(Files.createTempDirectory(directory, "jar").resolve("attacks.jar"), texts);
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < attacks.size(); i++) {
      Attack attack = attacks.get(i);
      String main = "Attack" + i;
      for (Trial trial : attack.trials()) {
        tests.add(
            DynamicTest.dynamicTest(name(attack, trial), () -> run(attack, trial, jar, main)));
      }
    }
    return tests.stream();
  }

  private static String name(Attack attack, Trial trial) {
    String without = trial.change().isPresent() ? " without " + trial.layer() : "";
    return trial.wall().name().toLowerCase(ROOT) + without + ": " + attack.name();
  }

  private void run(Attack attack, Trial trial, Path jar, String main) throws IOException {
    UnaryOperator<LaunchCommand> change = trial.change().orElse(UnaryOperator.identity());
    Trials boxes = trial.change().isPresent() ? controls(trial.wall()) : trials(trial.wall());
    try (BoxedProcess boxed = boxes.start(jar, main, attack.arguments(), change)) {
      boxed.commands().close();
      judge(attack.name(), trial, seen(boxed));
    }
  }

  /** Holds what was seen against what must be, and reports it. */
  void judge(String attack, Trial trial, String seen) throws IOException {
    report.saw(theme, attack, trial, seen);
    assertThat(seen).as(attack).matches("(?s)" + trial.seen());
    if (trial.open().filter(seen::matches).isPresent()) {
      Launcher launcher = trials(trial.wall()).launcher();
      assertThat(
              Stream.of(launcher.isolation().weaknesses(), launcher.control().weaknesses())
                  .flatMap(List::stream))
          .as("what does not stop this: %s", attack)
          .anyMatch(sentence -> sentence.contains(trial.weakness()));
    }
  }

  /** The same for an attack that a test watches from outside. */
  void judge(String attack, Wall wall, String layer, String expected, String seen)
      throws IOException {
    judge(attack, new Trial(wall, Optional.empty(), layer, expected, Optional.empty(), ""), seen);
  }

  /** Reads a box to its end: what it printed, and its exit code if that is not 0. */
  static String seen(BoxedProcess boxed) throws IOException {
    CompletableFuture<Void> tooLate =
        CompletableFuture.runAsync(
            boxed::kill, CompletableFuture.delayedExecutor(LONGEST_SECONDS, SECONDS));
    String said = new String(readAtMost(boxed.raw(), LONGEST_OUTPUT), UTF_8);
    int exit = boxed.exit().orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS).join();
    tooLate.cancel(false);
    String lines =
        said.lines()
            .filter(line -> !line.contains("[warning]") && !line.startsWith("WARNING: "))
            .collect(joining("; "));
    return exit == 0 ? lines : (lines + " (exit " + exit + ")").strip();
  }

  private static byte[] readAtMost(InputStream in, int most) throws IOException {
    byte[] bytes = in.readNBytes(most);
    in.transferTo(OutputStream.nullOutputStream());
    return bytes;
  }

  /** The boxes of a wall; the test is left out where this machine cannot build it. */
  Trials trials(Wall wall) throws IOException {
    switch (wall) {
      case BUBBLEWRAP -> Needs.bubblewrap();
      case LANDLOCK ->
          assumeTrue(
              Boolean.getBoolean("strict") || Tools.kernel().isAtLeast(5, 13), "needs Linux 5.13");
      case NONE -> {}
    }
    Trials existing = trials.get(wall);
    if (existing != null) {
      return existing;
    }
    Trials made = new Trials(isolation(wall), Files.createTempDirectory(directory, wall.name()));
    trials.put(wall, made);
    return made;
  }

  /** The boxes of controls, where no cgroup stops what the missing layer would have. */
  private Trials controls(Wall wall) throws IOException {
    trials(wall); // or is left out
    Trials existing = controls.get(wall);
    if (existing != null) {
      return existing;
    }
    Path files = Files.createTempDirectory(directory, wall.name());
    Trials made = new Trials(isolation(wall), new ProcessSums(), files);
    controls.put(wall, made);
    return made;
  }

  private static Isolation isolation(Wall wall) throws IOException {
    return switch (wall) {
      case BUBBLEWRAP -> Trials.bubblewrap();
      case LANDLOCK -> Trials.landlock();
      case NONE -> Trials.none();
    };
  }
}
