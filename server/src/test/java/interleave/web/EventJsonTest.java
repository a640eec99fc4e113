package interleave.web;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.Outcome;
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
                List.of(
                    new Event.Frame(Optional.of("c"), 3, "Counter.inc"),
                    new Event.Frame(Optional.empty(), 0, "java.util.List.of")),
                Optional.of(
                    new Event.Threw("B", Optional.of("m"), "main", List.of(), Optional.empty()))),
            "{`type`:`threw`,`exception`:`A`,`message`:null,`thread`:`main`,`frames`:["
                + "{`cell`:`c`,`line`:3,`method`:`Counter.inc`},"
                + "{`cell`:null,`method`:`java.util.List.of`}],"
                + "`cause`:{`exception`:`B`,`message`:`m`,`thread`:`main`,`frames`:[]}}"),
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
            new Event.Lingering(List.of(new Event.LiveThread("w-1", 31)), List.of(123L)),
            "{`type`:`lingering`,`threads`:[{`name`:`w-1`,`threadId`:31}],`processes`:[123]}"),
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
                "too-much-cpu"));
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
