package interleave.isolation;

import interleave.isolation.Doctor.Wall;
import interleave.resources.Excess;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attacks by several processes that each keep their own limits: the box is ended as a whole. */
@EnabledOnOs(OS.LINUX)
class ResourceAttacksTest {

  @RegisterExtension static final AttackSuite SUITE = new AttackSuite("processes together");

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void childJvmsThatTakeTooMuchMemoryTogetherEndTheBox(Wall wall) throws IOException {
    assertEnded(
        "six child JVMs with 160 MiB each",
        wall,
        Excess.Kind.MEMORY,
        """
        if (args.length > 0) {
          Arena.global().allocate(160 << 20).fill((byte) 1);
          say("taken");
          Thread.sleep(1_000_000);
        }
        for (int i = 0; i < 6; i++) {
          var child = again("child");
          HELD.add(child);
          child.inputReader().readLine();
        }
        Thread.sleep(30_000);
        say("not ended");
        """);
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void tooManyProcessesEndTheBox(Wall wall) throws IOException {
    assertEnded(
        "100 processes that wait",
        wall,
        Excess.Kind.PROCESSES,
        """
        for (int i = 0; i < 100; i++)
          HELD.add(new ProcessBuilder("/bin/sh", "-c", "read x").start());
        Thread.sleep(30_000);
        say("not ended");
        """);
  }

  private static void assertEnded(String attack, Wall wall, Excess.Kind kind, String statements)
      throws IOException {
    try (BoxedProcess boxed = SUITE.trials(wall).start(statements)) {
      String seen = AttackSuite.seen(boxed);
      String ended = boxed.excess().map(excess -> excess.kind() + ": ").orElse("");
      SUITE.judge(
          attack,
          new Attack.Trial(
              wall,
              Optional.empty(),
              "resource control",
              kind + ": .*\\(exit 137\\)",
              Optional.empty(),
              ""),
          ended + seen);
    }
  }
}
