package interleave.web;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.Outcome;
import interleave.protocol.Timeline;
import interleave.run.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The names and shapes are a public contract: whoever changes one breaks somebody's page. */
class EventJsonTest {
  static Stream<Arguments> events() {
    return Stream.of(
        Arguments.of(new Event.Queued(2), "{`type`:`queued`,`ahead`:2}"),
        Arguments.of(new Event.Restarted("why"), "{`type`:`restarted`,`reason`:`why`}"),
        Arguments.of(
            new Event.Output(Event.Stream.OUT, "w-1", 31, "hi\n", 1200),
            "{`type`:`output`,`stream`:`out`,`thread`:`w-1`,`threadId`:31,`text`:`hi\\n"
                + "`,`nanos`:1200}"),
        Arguments.of(
            new Event.Output(Event.Stream.ERR, "", 0, "</script>\u2028\"é한😀", 1),
            "{`type`:`output`,`stream`:`err`,`thread`:``,`threadId`:0,`text`:`</script>\u2028\\\"é한😀`,`nanos`:1}"),
        Arguments.of(
            new Event.Problem(Event.Severity.ERROR, 2, 10, 14, "no"),
            "{`type`:`problem`,`severity`:`error`,`line`:2,`start`:10,`end`:14,`message`:`no`}"),
        Arguments.of(
            new Event.Problem(Event.Severity.WARNING, 1, 0, 0, "hm"),
            "{`type`:`problem`,`severity`:`warning`,`line`:1,`start`:0,`end`:0,`message`:`hm`}"),
        Arguments.of(
            new Event.Value("$1", "int", "42"),
            "{`type`:`value`,`name`:`$1`,`javaType`:`int`,`text`:`42`}"),
        Arguments.of(
            new Event.Display("text/plain", "x"),
            "{`type`:`display`,`mime`:`text/plain`,`data`:`x`}"),
        Arguments.of(
            new Event.Threw(
                "A",
                Optional.empty(),
                "main",
                1,
                5,
                List.of(
                    new Event.Frame(Optional.of("c"), 3, "Counter.inc"),
                    new Event.Frame(Optional.empty(), 0, "java.util.List.of")),
                Optional.of(
                    new Event.Threw(
                        "B", Optional.of("m"), "main", 1, 5, List.of(), Optional.empty()))),
            "{`type`:`threw`,`exception`:`A`,`message`:null,`thread`:`main`,`threadId`:1,`nanos`:5,`frames`:["
                + "{`cell`:`c`,`line`:3,`method`:`Counter.inc`},"
                + "{`cell`:null,`method`:`java.util.List.of`}],"
                + "`cause`:{`exception`:`B`,`message`:`m`,`thread`:`main`,`threadId`:1,`nanos`:5,`frames`:[]}}"),
        Arguments.of(new Event.InputWanted(), "{`type`:`input-wanted`}"),
        Arguments.of(new Event.Heartbeat(), "{`type`:`heartbeat`}"),
        Arguments.of(
            new Event.Finished(Outcome.COMPLETED, 1, 2, 4, Optional.empty(), Optional.empty()),
            "{`type`:`finished`,`outcome`:`completed`,`wallNanos`:1,`cpuNanos`:2,`cores`:4}"),
        Arguments.of(
            new Event.Finished(Outcome.EXITED, 1, 2, 4, Optional.of(3), Optional.of("It left.")),
            "{`type`:`finished`,`outcome`:`exited`,`wallNanos`:1,`cpuNanos`:2,`cores`:4,`exit`:3,`message`:`It"
                + " left.`}"),
        Arguments.of(
            new Event.StillRunning(
                List.of(new Event.LiveThread("w-1", 31, Optional.of("one"), 4)),
                List.of(new Event.LiveProcess(123, 2, "java Main"))),
            "{`type`:`still-running`,`threads`:[{`thread`:`w-1`,`threadId`:31,`startedBy`:`one`,"
                + "`line`:4}],`processes`:[{`pid`:123,`parent`:2,`command`:`java Main`}],"
                + "`remarks`:[]}"),
        Arguments.of(
            new Event.StillRunning(
                List.of(),
                List.of(new Event.LiveProcess(9, 2, "sleep 9", Optional.of("one"), 7)),
                List.of("A pool lives.")),
            "{`type`:`still-running`,`threads`:[],`processes`:[{`pid`:9,`parent`:2,"
                + "`command`:`sleep 9`,`startedBy`:`one`,`line`:7}],`remarks`:[`A pool lives.`]}"),
        Arguments.of(
            new Event.ProcessStarted(9, 2, "sleep 9", 5),
            "{`type`:`process-started`,`pid`:9,`parent`:2,`command`:`sleep 9`,`nanos`:5}"),
        Arguments.of(
            new Event.ProcessEnded(9, Optional.of(143), false, 6, 11),
            "{`type`:`process-ended`,`pid`:9,`exit`:143,`aliveNanos`:6,`nanos`:11}"),
        Arguments.of(
            new Event.ProcessEnded(9, Optional.empty(), true, 6, 11),
            "{`type`:`process-ended`,`pid`:9,`zombie`:true,`aliveNanos`:6,`nanos`:11}"),
        Arguments.of(
            new Event.Deadlock(
                List.of(
                    new Event.Wait(
                        "A", 31, "Account@1", 3, "Account@2", "B", Optional.of("transfer"), 12)),
                true),
            "{`type`:`deadlock`,`hopeless`:true,`cycle`:[{`thread`:`A`,`threadId`:31,"
                + "`holds`:`Account@1`,`heldSince`:3,`waitsFor`:`Account@2`,`heldBy`:`B`,"
                + "`cell`:`transfer`,`line`:12}]}"),
        Arguments.of(
            new Event.Stuck(
                List.of(
                    new Event.Doing(
                        "A",
                        31,
                        Timeline.State.WAITING,
                        Optional.of("Object@1"),
                        Optional.empty(),
                        Optional.of("lost"),
                        4,
                        "Buffer.take",
                        9)),
                Optional.of("Nobody notifies it.")),
            "{`type`:`stuck`,`threads`:[{`thread`:`A`,`threadId`:31,`state`:`waiting`,"
                + "`on`:`Object@1`,`cell`:`lost`,`line`:4,`method`:`Buffer.take`,`sinceNanos`:9}],"
                + "`reading`:`Nobody notifies it.`}"),
        Arguments.of(
            new Event.Drawn(
                new Timeline(
                    100,
                    List.of(
                        new Timeline.Lane(
                            "A",
                            31,
                            Timeline.Kind.PLATFORM,
                            0,
                            90,
                            true,
                            List.of(
                                new Timeline.Span(
                                    Timeline.State.BLOCKED,
                                    0,
                                    5,
                                    Optional.of("Object@1"),
                                    Optional.of("B"),
                                    Optional.of("c"),
                                    12)))),
                    List.of(new Timeline.Arrow(Timeline.Deed.START, 1, 0, 31, 1)),
                    List.of(
                        new Timeline.LockLane(
                            "Object@1",
                            List.of(new Timeline.Holding("B", 32, 0, 5, Optional.empty(), 0)))),
                    List.of(new Timeline.Pause(7, 8, "collector")),
                    List.of(new Timeline.CoreUse(0, 100, 150)),
                    List.of("Woven."))),
            "{`type`:`timeline`,`nanos`:100,`lanes`:[{`thread`:`A`,`threadId`:31,"
                + "`kind`:`platform`,`fromNanos`:0,`toNanos`:90,`ended`:true,`spans`:[{"
                + "`state`:`blocked`,`fromNanos`:0,`toNanos`:5,`on`:`Object@1`,`heldBy`:`B`,"
                + "`cell`:`c`,`line`:12}]}],`arrows`:[{`deed`:`start`,`fromThread`:1,"
                + "`fromNanos`:0,`toThread`:31,`toNanos`:1}],`locks`:[{`lock`:`Object@1`,"
                + "`holdings`:[{`thread`:`B`,`threadId`:32,`fromNanos`:0,`toNanos`:5}]}],"
                + "`pauses`:[{`fromNanos`:7,`toNanos`:8,`what`:`collector`}],"
                + "`cores`:[{`fromNanos`:0,`toNanos`:100,`percent`:150}],`notes`:[`Woven.`]}"),
        Arguments.of(
            new Event.Progress(3, 10, "measuring sum, 4 s left"),
            "{`type`:`progress`,`done`:3,`total`:10,`text`:`measuring sum, 4 s left`}"),
        Arguments.of(
            new Event.Machine(2, "25.0.1+8-LTS", "", -1),
            "{`type`:`machine`,`cores`:2,`jdk`:`25.0.1+8-LTS`}"),
        Arguments.of(
            new Event.Machine(2, "25", "Some CPU", 0.5),
            "{`type`:`machine`,`cores`:2,`jdk`:`25`,`processor`:`Some CPU`,`load`:0.5}"),
        Arguments.of(
            new Event.Benchmark(
                "sum",
                "avgt",
                "ns/op",
                List.of(1.5, 2.0),
                List.of(new Event.Parameter("n", "10")),
                4,
                false,
                true),
            "{`type`:`benchmark`,`name`:`sum`,`mode`:`avgt`,`unit`:`ns/op`,`points`:[1.5,2.0],"
                + "`params`:{`n`:`10`},`threads`:4,`done`:false,`quiet`:true}"),
        Arguments.of(new Event.Remark("Alike."), "{`type`:`remark`,`text`:`Alike.`}"),
        Arguments.of(
            new Event.Outcomes(
                List.of(new Event.Tally("0, 0", 7, Event.Expect.INTERESTING, "store buffers")),
                true),
            "{`type`:`outcomes`,`rows`:[{`outcome`:`0, 0`,`count`:7,`expect`:`interesting`,"
                + "`description`:`store buffers`}],`done`:true}"),
        Arguments.of(
            new Event.Schedule(
                Event.Verdict.DATA_RACE,
                "Two accesses race.",
                8,
                1,
                List.of(
                    new Event.Taken(
                        "T1",
                        1,
                        Optional.of("c"),
                        2,
                        "value = 1",
                        Optional.of("T2"),
                        List.of(new Event.Shared("value", "1")))),
                "1.0-2",
                List.of("There is more.")),
            "{`type`:`schedule`,`verdict`:`data-race`,`text`:`Two accesses race.`,`schedules`:8,"
                + "`preemptions`:1,`steps`:[{`thread`:`T1`,`number`:1,`cell`:`c`,`line`:2,"
                + "`text`:`value = 1`,`preempts`:`T2`,`shared`:{`value`:`1`}}],`replay`:`1.0-2`,"
                + "`remarks`:[`There is more.`]}"),
        Arguments.of(
            new Event.Explored("No failure.", 120, 2, true, List.of("Phaser at line 3")),
            "{`type`:`explored`,`text`:`No"
                + " failure.`,`schedules`:120,`preemptions`:2,`exhausted`:true,`unmodelled`:[`Phaser"
                + " at line 3`]}"),
        Arguments.of(
            new Event.CutOff("It lived too long."),
            "{`type`:`cut-off`,`reason`:`It lived too long.`}"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void anEventIsOneLineOfJson(Event event, String json) throws IOException {
    String line = line(Optional.empty(), event);
    assertThat(line).endsWith("\n").containsOnlyOnce("\n");
    assertThat(ServedRuns.JSON.readTree(line))
        .isEqualTo(ServedRuns.JSON.readTree(json.replace('`', '"')));
  }

  @Test
  void anEventOfANeededCellNamesIt() throws IOException {
    assertThat(line(Optional.of("base"), new Event.Ran("base")))
        .isEqualTo("{\"type\":\"ran\",\"cell\":\"base\"}\n");
    assertThat(line(Optional.of("base"), new Event.Queued(1)))
        .isEqualTo("{\"type\":\"queued\",\"ahead\":1,\"cell\":\"base\"}\n");
  }

  @Test
  void everyOutcomeHasItsPublicName() {
    assertThat(Arrays.stream(Outcome.values()).map(Outcome::publicName).collect(Collectors.toSet()))
        .isEqualTo(
            Set.of(
                "completed",
                "rejected",
                "threw",
                "timeout",
                "stopped",
                "exited",
                "died",
                "too-much-output",
                "too-much-memory",
                "too-many-processes",
                "too-much-cpu",
                "deadlock",
                "failed"));
  }

  @Test
  void everyKindOfEventIsTestedHere() {
    Set<Class<?>> tested =
        events().map(a -> (Class<?>) a.get()[0].getClass()).collect(Collectors.toSet());
    assertThat(Event.class.getPermittedSubclasses())
        .filteredOn(kind -> !tested.contains(kind))
        .containsExactly(Event.Ran.class);
  }

  private static String line(Optional<String> cell, Event event) throws IOException {
    return new String(new EventJson().line(new Run.Told(cell, event)), StandardCharsets.UTF_8);
  }
}
