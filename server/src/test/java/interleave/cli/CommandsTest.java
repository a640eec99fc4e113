package interleave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.run.LimitName;
import interleave.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  private static final String FRONT =
      """
      ---
      id: tiny
      title: A tiny chapter
      part: I A part
      summary: A sentence.
      seeds: []
      objectives: [an objective]
      teaches: [a concept]
      ---

      """;

  @TempDir private Path folder;

  @Test
  void checkPassesABookWhoseCellsDoAsTheyDeclare() throws Exception {
    Needs.bubblewrap();
    write(
        FRONT
            + """
            ```java run id=base expect="base is 20"
            int base = 20;
            System.out.println("base is " + base);
            ```

            ```java run id=top needs=base expect="^40$" forbid="41"
            base * 2
            ```

            ```java run id=wrong outcome=rejected
            int x = "text";
            ```

            ```java run id=thrower outcome=threw:java.lang.ArithmeticException
            1 / 0
            ```

            ```java run id=late expect="late"
            Thread.ofPlatform().start(() -> {
              try { Thread.sleep(300); } catch (InterruptedException e) { }
              System.out.println("late");
            });
            ```

            ```java program id=leaver outcome=exit:3
            void main() { System.exit(3); }
            ```

            ```java stress id=orders seen="1, 1"
            @Outcome(id = ".*", expect = ACCEPTABLE, desc = "in some order")
            int x;
            int actor1() { return 1; }
            int actor2() { return 1; }
            ```

            ```java exercise id=sum
            int sum(int a, int b) { return 0; }
            ```

            ```java check for=sum
            if (sum(2, 3) != 5) throw new AssertionError("2 and 3 do not make 5 yet.");
            ```

            ```java solution for=sum
            int sum(int a, int b) { return a + b; }
            ```

            ```java broken for=sum
            int sum(int a, int b) { return a - b; }
            ```
            """);
    Command check = check();
    assertThat(check.output()).contains("8 cells").endsWith("Every cell is as declared.\n");
    assertThat(check.status()).isZero();
  }

  @Test
  void checkTellsWhereWhichCellDiffersAndHow() throws Exception {
    Needs.bubblewrap();
    write(
        FRONT
            + """
            ```java run id=silent expect="something"
            int x = 1;
            ```

            ```java run id=thrower outcome=exit:3
            throw new IllegalStateException("why");
            ```

            ```java stress id=forbids
            @Outcome(id = "1, 1", expect = FORBIDDEN, desc = "what always comes")
            int x;
            int actor1() { return 1; }
            int actor2() { return 1; }
            ```

            ```java stress id=unseen seen="2, 2"
            @Outcome(id = ".*", expect = ACCEPTABLE, desc = "in some order")
            int x;
            int actor1() { return 1; }
            int actor2() { return 1; }
            ```

            ```java exercise id=sum
            int sum(int a, int b) { return a + b; }
            ```

            ```java check for=sum
            if (sum(2, 3) != 5) throw new AssertionError("2 and 3 do not make 5 yet.");
            ```

            ```java solution for=sum
            int sum(int a, int b) { return a - b; }
            ```

            ```java broken for=sum
            int sum(int a, int b) { return b + a; }
            ```
            """);
    Command check = check();
    assertThat(check.output().lines().map(line -> line.replaceFirst(".*(01-tiny.md:)", "$1")))
        .contains(
            "01-tiny.md:11: cell \"silent\" nothing in the output matches expect=\"something\"; it"
                + " printed:",
            "01-tiny.md:15: cell \"thrower\" declares outcome=exit:3, but it ended as threw by"
                + " java.lang.IllegalStateException:",
            "01-tiny.md:19: cell \"forbids\" came to \"1, 1\", which it forbids",
            "01-tiny.md:26: cell \"unseen\" declares seen=\"2, 2\", which was never seen",
            "01-tiny.md:33: cell \"sum\" (the starter text) should fail its check, but passes",
            "01-tiny.md:46: cell \"sum\" (a broken variant) should fail its check, but passes",
            "01-tiny.md:42: cell \"sum\" (the solution) should pass its check, but it ended as"
                + " threw by java.lang.AssertionError:");
    assertThat(check.output()).contains("7 cells differ.");
    assertThat(check.status()).isEqualTo(1);
  }

  @Test
  void checkTellsWhatIsWrittenWronglyBeforeItRunsAnything() throws Exception {
    write(FRONT + "```java run id=a\nint x = 1;\n```\n");
    Command check = check();
    assertThat(check.output()).contains("01-tiny.md:11: ").doesNotContain("Exception");
    assertThat(check.status()).isEqualTo(1);
  }

  @Test
  void checkOfAChapterThatIsNotThereSaysWhichAre() throws Exception {
    write(FRONT + "Text.\n");
    Command check =
        Command.run("check", "--content", folder.resolve("content").toString(), "nowhere");
    assertThat(check.output()).contains("nowhere", "tiny");
    assertThat(check.status()).isEqualTo(2);
  }

  @Test
  void doctorSaysHowWellThisMachineCanWallOffCode() throws Exception {
    Needs.bubblewrap();
    Command doctor = Command.run("doctor");
    assertThat(doctor.output())
        .containsPattern("Isolation: bubblewrap, limits by .*\\. A class may use this server.\n$");
    assertThat(doctor.status()).isZero();
    Command without = Command.run("doctor", "--wall", "none");
    assertThat(without.output()).contains("For one reader on this machine only.");
    assertThat(without.status()).isEqualTo(2);
  }

  @Test
  void serveDoesNotListenBeyondThisMachineWithoutAWall() throws Exception {
    Command serve = Command.run("serve", "--port", "0", "--host", "0.0.0.0", "--wall", "none");
    assertThat(serve.output())
        .contains("Not listening on 0.0.0.0", "--unsafe")
        .doesNotContain("Interleave is at");
    assertThat(serve.status()).isEqualTo(1);
  }

  @Test
  void serveRefusesALimitThatMakesNoSenseBeforeItStartsAnything() throws Exception {
    Command serve = Command.run("serve", "--port", "0", "--limit", "timeout=soon");
    assertThat(serve.output())
        .isEqualTo(
            "interleave: The limit timeout is a time like 500ms, 10s, 2m or 1h, not \"soon\".\n");
    assertThat(serve.status()).isEqualTo(2);
  }

  @Test
  void serveListsTheLimits() throws Exception {
    Command list = Command.run("serve", "--limit", "help");
    assertThat(list.output()).contains("sessions-per-address", "half of sessions, at least 6");
    assertThat(list.output().lines()).hasSize(1 + LimitName.values().length);
    assertThat(list.status()).isZero();
  }

  private Command check() throws IOException, InterruptedException {
    return Command.run("check", "--content", folder.resolve("content").toString());
  }

  private void write(String chapter) throws IOException {
    Path english = Files.createDirectories(folder.resolve("content").resolve("en"));
    Files.writeString(english.resolve("01-tiny.md"), chapter);
  }
}
