package interleave.agent;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.SessionCommand;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AgentProcessesTest {
  @AutoClose private final AgentJvm jvm = new AgentJvm();

  AgentProcessesTest() throws IOException {}

  @Test
  void eachChildIsToldHoweverShortItsLifeWithItsExitStatus() throws IOException {
    List<Event> events =
        jvm.run(
            """
            for (int i = 0; i < 5; i++) {
              new ProcessBuilder("/bin/sh", "-c", "exit " + i).start().waitFor();
            }
            """);
    List<Event.ProcessStarted> started = AgentJvm.of(Event.ProcessStarted.class, events);
    List<Event.ProcessEnded> ended = AgentJvm.of(Event.ProcessEnded.class, events);
    assertThat(started).hasSize(5);
    assertThat(started).allSatisfy(s -> assertThat(s.parent()).isEqualTo(jvm.pid()));
    assertThat(started).allSatisfy(s -> assertThat(s.command()).contains("sh"));
    assertThat(ended)
        .extracting(Event.ProcessEnded::pid)
        .isEqualTo(started.stream().map(Event.ProcessStarted::pid).toList());
    assertThat(ended)
        .extracting(Event.ProcessEnded::exit)
        .containsExactly(
            Optional.of(0), Optional.of(1), Optional.of(2), Optional.of(3), Optional.of(4));
    assertThat(AgentJvm.isQuiet(events.getLast())).isTrue();
  }

  @Test
  void childrenOfChildrenAreToldAsATreeAndLivingOnesWithTheirLine() throws IOException {
    long run =
        jvm.start(
            "cell",
            """
            void family() throws Exception {
              new ProcessBuilder("/bin/sh", "-c", "sleep 600 & wait").start();
            }
            family();
            """);
    var told =
        (Event.StillRunning)
            jvm.awaitEvent(
                run, e -> e instanceof Event.StillRunning l && l.processes().size() == 2);
    Event.LiveProcess child =
        told.processes().stream().filter(p -> p.parent() == jvm.pid()).findFirst().orElseThrow();
    Event.LiveProcess grandchild =
        told.processes().stream().filter(p -> p.parent() == child.pid()).findFirst().orElseThrow();
    assertThat(child.command()).isEqualTo("/bin/sh -c sleep 600 & wait");
    assertThat(child.line()).isEqualTo(2);
    assertThat(child.startedBy()).contains("cell");
    assertThat(grandchild.command()).endsWith("sleep 600");
    jvm.awaitEvent(run, e -> e instanceof Event.ProcessStarted s && s.pid() == grandchild.pid());
    jvm.send(new SessionCommand.Interrupt(run));
    List<Event.ProcessEnded> ended = AgentJvm.of(Event.ProcessEnded.class, jvm.untilQuiet(run));
    assertThat(ended)
        .filteredOn(e -> e.pid() == child.pid())
        .extracting(Event.ProcessEnded::exit)
        .containsExactly(Optional.of(128 + 9));
    assertThat(ended)
        .filteredOn(e -> e.pid() == grandchild.pid())
        .extracting(Event.ProcessEnded::exit)
        .containsExactly(Optional.empty());
    assertThat(ended).allSatisfy(e -> assertThat(e.aliveNanos()).isPositive());
  }

  @Test
  void aProcessWhoseParentDoesNotAskHowItEndedIsToldAsAZombieOnce() throws IOException {
    long run =
        jvm.start(
            "cell",
            "new ProcessBuilder(\"/bin/sh\", \"-c\", \"sh -c 'exit 3' & exec sleep"
                + " 600\").start();");
    var zombie =
        (Event.ProcessEnded)
            jvm.awaitEvent(run, e -> e instanceof Event.ProcessEnded p && p.zombie());
    assertThat(zombie.exit()).isEmpty();
    jvm.send(new SessionCommand.Interrupt(run));
    List<Event> rest = jvm.untilQuiet(run);
    assertThat(AgentJvm.of(Event.ProcessEnded.class, rest))
        .as("told once")
        .filteredOn(e -> e.pid() == zombie.pid())
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void aLongCommandLineIsCut() throws IOException {
    List<Event> events =
        jvm.run(
            "new ProcessBuilder(\"/bin/sh\", \"-c\", \"read x; : \" + \"y\".repeat(3000)).start()"
                + ".getOutputStream().close();");
    assertThat(AgentJvm.of(Event.ProcessStarted.class, events))
        .singleElement()
        .satisfies(s -> assertThat(s.command()).hasSize(201).endsWith("yyy…"));
  }

  @Test
  void theProcessesOfTwoRunsAreToldApart() throws IOException {
    long first = jvm.start("first", "new ProcessBuilder(\"/bin/sleep\", \"600\").start();");
    jvm.awaitEvent(first, e -> e instanceof Event.ProcessStarted);
    List<Event> second = jvm.run("new ProcessBuilder(\"/bin/true\").start().waitFor();");
    assertThat(AgentJvm.of(Event.ProcessStarted.class, second)).hasSize(1);
    assertThat(AgentJvm.of(Event.ProcessStarted.class, jvm.events(first))).hasSize(1);
    jvm.send(new SessionCommand.Interrupt(first));
    jvm.untilQuiet(first);
  }
}
