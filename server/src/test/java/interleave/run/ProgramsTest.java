package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.Outcome;
import interleave.protocol.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole programs, and the JVMs that readers' code starts, in real boxes. */
@ExtendWith(SharedSessions.class)
class ProgramsTest {
  private static final Cell WORKER =
      program(
          "worker",
          Optional.of("Worker"),
          List.of(),
          """
          void main(String[] args) {
            IO.println("worker got " + String.join("+", args));
            System.exit(args.length);
          }
          """);

  /** Prints what a child prints, errors too, and its exit status. */
  private static final String START =
      """
      static void start(String... command) throws Exception {
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        System.out.print(new String(child.getInputStream().readAllBytes()));
        System.out.println("exit " + child.waitFor());
      }
      """;

  private final Reader reader;

  ProgramsTest(Sessions sessions) {
    reader = new Reader(sessions);
  }

  @Test
  void aNamedProgramIsStartedByACellOfTheSessionAlsoAfterARestart() {
    Cell cell =
        Reader.cell(
            "starter",
            START
                + """
                start("java", "-cp", System.getProperty("java.class.path"), "Worker", "a", "b");
                """);
    Heard heard = reader.start(List.of(WORKER), cell, Set.of(), Map.of()).untilOver();
    assertThat(heard.printed()).isEqualTo("worker got a+b\nexit 2\n");
    assertThat(heard.ranFirst()).containsExactly("worker");
    assertThat(heard.of(Event.ProcessStarted.class))
        .singleElement()
        .extracting(Event.ProcessStarted::command)
        .isEqualTo("java -cp /home/reader Worker a b");
    assertThat(heard.of(Event.ProcessEnded.class))
        .singleElement()
        .extracting(Event.ProcessEnded::exit)
        .isEqualTo(Optional.of(2));

    assertThat(reader.run("System.exit(0);").restarted()).isTrue();
    Heard again = reader.start(List.of(WORKER), cell, Set.of(), Map.of()).untilOver();
    assertThat(again.printed()).isEqualTo(heard.printed());
    assertThat(again.ranFirst()).containsExactly("worker");
  }

  @Test
  void aNamedProgramIsStartedByAnotherProgramAndByItself() {
    String text =
        START
            + """
            void main(String[] args) throws Exception {
              start("java", "-cp", ".", "Worker", args[0]);
            }
            """;
    Heard other =
        reader.start(
            List.of(WORKER),
            program("other", Optional.empty(), List.of("one"), text),
            Set.of(),
            Map.of());
    assertThat(other.untilOver().printed()).isEqualTo("worker got one\nexit 1\n");
    Heard itself =
        reader.start(
            program(
                "self",
                Optional.of("Self"),
                List.of(),
                START
                    + """
                    void main(String[] args) throws Exception {
                      if (args.length > 0) IO.println("a child");
                      else start("java", "-cp", ".", "Self", "child");
                    }
                    """));
    assertThat(itself.untilOver().printed()).isEqualTo("a child\nexit 0\n");
  }

  @Test
  void whatWasNotLeftIsNotFoundAndTheChildSaysSo() {
    Heard heard = reader.run(START + "start(\"java\", \"-cp\", \".\", \"Worker\");").untilOver();
    assertThat(heard.printed()).contains("Could not find or load main class Worker", "exit 1");
  }

  @Test
  void childJvmsAreSmallAndSilentAndEveryOptionOfTheReadersWins() {
    Cell told =
        program(
            "told",
            Optional.of("Told"),
            List.of(),
            """
            void main() {
              var names =
                  java.lang.management.ManagementFactory.getGarbageCollectorMXBeans().stream()
                      .map(java.lang.management.MemoryManagerMXBean::getName)
                      .toList();
              IO.println(names.getFirst() + " " + Runtime.getRuntime().maxMemory() / 1_000_000);
            }
            """);
    String home = "System.getProperty(\"java.home\") + \"/bin/java\"";
    Heard heard =
        reader
            .start(
                List.of(told),
                Reader.cell(
                    "starter",
                    START
                        + """
                        start("java", "-cp", ".", "Told");
                        start(%s, "-cp", ".", "Told");
                        start("java", "-XX:+UseParallelGC", "-Xmx48m", "-cp", ".", "Told");
                        start("java", "-Xms300m", "-Xmx300m", "--enable-preview", "-cp", ".", "Told");
                        start("java", "--add-modules", "jdk.httpserver", "-cp", ".", "Told");
                        start(ProcessHandle.current().info().command().get(), "-cp", ".", "Told");
                        """
                            .formatted(home)),
                Set.of(),
                Map.of())
            .untilOver();
    List<String> lines = heard.printed().lines().filter(s -> !s.equals("exit 0")).toList();
    assertThat(lines).as(heard.printed()).hasSize(6);
    assertThat(lines.get(0)).matches("Copy 2[56]\\d");
    assertThat(lines.get(1)).isEqualTo(lines.get(0));
    assertThat(lines.get(2)).matches("PS \\w+ [45]\\d");
    assertThat(lines.get(3)).matches("Copy 3\\d\\d");
    assertThat(lines.get(4)).isEqualTo(lines.get(0));
    assertThat(lines.get(5)).matches("\\w+.* \\d+");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "void main() { IO.println(1); } | COMPLETED | 0",
        "void main() { throw new IllegalStateException(); } | THREW | 1",
        "void main() { System.exit(3); } | EXITED | 3",
        "void main() { System.exit(0); } | EXITED | 0",
        "class A { int n() { return 7; } } class B { static void main(String[] a) {"
            + " System.exit(new A().n()); } } | EXITED | 7",
        "package shop; public class Till { public static void main(String[] args) {"
            + " System.exit(args.length); } } | EXITED | 2",
        "void main(String[] args) { System.exit(args[1].length()); } | EXITED | 9",
      })
  void aProgramEndsWithTheStatusThatJavaGivesIt(String text, Outcome outcome, int status) {
    Heard heard =
        reader.start(program("cell", Optional.empty(), List.of("one", "two words"), text));
    assertThat(heard.outcome()).isEqualTo(outcome);
    assertThat(heard.finished().exit()).contains(status);
  }

  @Test
  void structuredConcurrencyWorksInAProgramAndInItsChildrenOnRequest() {
    String text =
        """
        import java.util.concurrent.*;
        void main(String[] args) throws Exception {
          try (var scope = StructuredTaskScope.open()) {
            var six = scope.fork(() -> 6);
            var seven = scope.fork(() -> 7);
            scope.join();
            IO.println(six.get() * seven.get());
          }
          if (args.length == 0) {
            var java = new ProcessBuilder("java", "--enable-preview", "-cp", ".", "Scoped", "x");
            System.exit(java.inheritIO().start().waitFor() + 5);
          }
        }
        """;
    Heard heard =
        reader.start(program("scoped", Optional.of("Scoped"), List.of(), text)).untilOver();
    assertThat(heard.problems()).isEmpty();
    assertThat(heard.printed()).isEqualTo("42\n42\n");
    assertThat(heard.finished().exit()).contains(5);
  }

  @Test
  void aCellOfTheSessionIsToldWherePreviewFeaturesWork() {
    Heard heard = reader.run("var scope = StructuredTaskScope.open();");
    assertThat(heard.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(heard.problems())
        .singleElement()
        .asString()
        .contains("StructuredTaskScope is a preview API and is disabled by default.")
        .contains("Only program cells may use it: write this one as a program");
  }

  @Test
  void aLaboratoryHasPreviewFeaturesWhereItsTextWantsThem() {
    Allowance usual = SharedSessions.LIMITS.usual();
    Cell cell =
        new Cell(
            new Cell.Kind.Benchmark(),
            Source.of(
                "cell",
                """
                int join() throws InterruptedException {
                  try (var scope = StructuredTaskScope.open()) {
                    var one = scope.fork(() -> 1);
                    scope.join();
                    return one.get();
                  }
                }
                """),
            List.of(),
            new Allowance(
                Duration.ofSeconds(20), usual.cpu(), usual.memoryMiB(), usual.outputBytes()),
            Conditions.USUAL);
    Heard heard = reader.start(cell).untilOver();
    assertThat(heard.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(heard.of(Event.Benchmark.class).getLast().points()).hasSize(5);
  }

  private static Cell program(
      String id, Optional<String> name, List<String> arguments, String text) {
    return new Cell(
        new Cell.Kind.Program(name, arguments),
        Source.of(id, text),
        List.of(),
        SharedSessions.LIMITS.usual(),
        Conditions.USUAL);
  }
}
