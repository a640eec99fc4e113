package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedSessions.class)
class InputTest {
  private final Reader reader;
  private final Sessions sessions;

  InputTest(Sessions sessions) {
    this.sessions = sessions;
    reader = new Reader(sessions);
  }

  @Test
  void aCellAsksForALineAndGetsIt() {
    Heard heard =
        reader.start(
            "System.out.print(\"name? \");\nString name = new Scanner(System.in).nextLine();\n"
                + "System.out.println(\"hi \" + name);");
    heard.await(e -> e instanceof Event.InputWanted);
    assertThat(heard.printed()).isEqualTo("name? ");
    assertThat(reader.type("Ada\n")).isTrue();
    assertThat(heard.untilOver().printed()).isEqualTo("name? hi Ada\n");
  }

  @Test
  void theEndOfTheInputIsGivenOn() {
    Heard heard = reader.start("new String(System.in.readAllBytes())");
    heard.await(e -> e instanceof Event.InputWanted);
    assertThat(sessions.input(reader.key(), "cell", "all", false)).isTrue();
    assertThat(sessions.input(reader.key(), "cell", "", true)).isTrue();
    assertThat(heard.untilOver().values()).containsExactly("\"all\"");
  }

  @Test
  void aProgramReadsToo() {
    Heard heard =
        reader.start(Reader.program("void main() {\n  IO.println(IO.readln(\"name? \"));\n}"));
    heard.await(e -> e instanceof Event.InputWanted);
    assertThat(reader.type("Bob\n")).isTrue();
    assertThat(heard.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(heard.printed()).isEqualTo("name? Bob\n");
  }

  @Test
  void aCellThatDoesNotRunTakesNoInput() {
    assertThat(reader.type("x\n")).isFalse();
    reader.run("1 + 1");
    assertThat(reader.type("x\n")).isFalse();
  }
}
