package interleave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpTest {
  private final StringWriter said = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"serve", "check", "doctor"})
  void everyCommandExplainsItself(String command) {
    assertThat(execute(command, "--help")).isZero();
    assertThat(said.toString())
        .startsWith("Usage: interleave " + command)
        .contains("--help", "--wall")
        .doesNotContain("null", "${", "@|");
  }

  @Test
  void theProgramListsItsCommands() {
    assertThat(execute("--help")).isZero();
    assertThat(said.toString()).contains("serve", "check", "doctor");
  }

  @Test
  void everyCommandIsTestedHere() {
    assertThat(Main.commandLine().getSubcommands().keySet())
        .containsExactlyInAnyOrder("serve", "check", "doctor");
  }

  @Test
  void everyOptionSaysWhatItIsFor() {
    for (CommandLine command : Main.commandLine().getSubcommands().values()) {
      assertThat(command.getCommandSpec().options())
          .allSatisfy(o -> assertThat(o.description()).as(o.longestName()).isNotEmpty());
    }
  }

  @Test
  void theVersionIsTold() {
    assertThat(execute("--version")).isZero();
    assertThat(said.toString()).startsWith("interleave ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frobnicate",
        "serve --port many",
        "serve --what",
        "check --wall paper",
        "doctor now"
      })
  void aWrongCommandLineIsTold(String line) {
    assertThat(execute(line.split(" "))).isEqualTo(2);
    assertThat(said.toString()).isNotBlank();
  }

  private int execute(String... arguments) {
    PrintWriter writer = new PrintWriter(said);
    return Main.commandLine().setOut(writer).setErr(writer).execute(arguments);
  }
}
