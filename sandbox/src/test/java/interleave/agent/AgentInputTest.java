package interleave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.SessionCommand;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AgentInputTest {
  @AutoClose private final AgentJvm jvm = new AgentJvm();

  AgentInputTest() throws IOException {}

  @Test
  void aCellThatReadsAsksForALineAndGetsIt() throws IOException {
    long run =
        jvm.start(
            "cell",
            """
            var in = new BufferedReader(new InputStreamReader(System.in));
            System.out.println("hello " + in.readLine());
            System.out.println("and " + in.readLine());
            """);
    jvm.awaitEvent(run, e -> e instanceof Event.InputWanted);
    jvm.send(new SessionCommand.Input("Ada é 한 😀\n", false));
    jvm.awaitEvent(run, e -> e instanceof Event.Output);
    jvm.send(new SessionCommand.Input("Bob\n", false));
    List<Event> events = jvm.untilQuiet(run);
    assertThat(AgentJvm.printed(events)).isEqualTo("hello Ada é 한 😀\nand Bob\n");
    assertThat(AgentJvm.of(Event.InputWanted.class, events)).hasSizeBetween(1, 2);
  }

  @Test
  void theEndOfTheInputIsSeenAndInputTypedAheadIsKept() throws IOException {
    jvm.send(new SessionCommand.Input("one\ntwo\n", false));
    long run =
        jvm.start(
            "cell", "System.out.println(new String(System.in.readAllBytes()).lines().toList());");
    jvm.awaitEvent(run, e -> e instanceof Event.InputWanted);
    jvm.send(new SessionCommand.Input("three", true));
    assertThat(AgentJvm.printed(jvm.untilQuiet(run))).isEqualTo("[one, two, three]\n");
  }

  @Test
  void anEndThatIsReadPastStaysTheEnd() throws IOException {
    long run =
        jvm.start("cell", "System.out.println(System.in.read() + \" \" + System.in.read());");
    jvm.awaitEvent(run, e -> e instanceof Event.InputWanted);
    jvm.send(new SessionCommand.Input("", true));
    List<Event> events = jvm.untilQuiet(run);
    assertThat(AgentJvm.printed(events)).isEqualTo("-1 -1\n");
    assertThat(AgentJvm.of(Event.InputWanted.class, events)).hasSize(1);
  }

  @Test
  void aReadThatWaitsIsInterruptedByAStop() throws IOException {
    long run = jvm.start("cell", "System.in.read();");
    jvm.awaitEvent(run, e -> e instanceof Event.InputWanted);
    jvm.send(new SessionCommand.Interrupt(run));
    assertThat(AgentJvm.of(Event.Threw.class, jvm.untilQuiet(run))).isEmpty();
  }

  @Test
  void theNextCellReadsAnew() throws IOException {
    long first = jvm.start("cell", "System.in.read()");
    jvm.awaitEvent(first, e -> e instanceof Event.InputWanted);
    jvm.send(new SessionCommand.Input("", true));
    jvm.untilQuiet(first);
    long run = jvm.start("cell", "System.out.println((char) System.in.read());");
    jvm.awaitEvent(run, e -> e instanceof Event.InputWanted);
    jvm.send(new SessionCommand.Input("x\n", false));
    assertThat(AgentJvm.printed(jvm.untilQuiet(run))).isEqualTo("x\n");
  }
}
