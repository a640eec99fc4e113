package interleave.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import interleave.protocol.Event;
import interleave.protocol.SessionReply;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentFailuresTest {
  private AgentJvm jvm;

  @BeforeEach
  void start() throws IOException {
    if (jvm == null || !jvm.isAlive()) {
      jvm = new AgentJvm();
    }
  }

  @AfterAll
  void end() {
    jvm.close();
  }

  @Test
  void aVariablesInitialValueIsAtTheTopLevel() throws IOException {
    List<Event.Frame> frames =
        thrown("class X { X() { throw new IllegalStateException(); } }\n\nvar x =\n  new X();")
            .frames();
    assertThat(frames).extracting(Event.Frame::method).containsExactly("X.<init>", "(top level)");
  }

  @Test
  void anExceptionIsToldInLinesOfTheCellWithoutMachinery() throws IOException {
    Event.Threw threw =
        thrown(
            """
            class Counter {
              int n;
              int inc() {
                return 1 / n;
              }
            }
            int twice(Counter c) {
              return c.inc() +
                  c.inc();
            }

            twice(new Counter());
            """);
    assertThat(threw.exception()).isEqualTo("java.lang.ArithmeticException");
    assertThat(threw.message()).contains("/ by zero");
    assertThat(threw.thread()).isEqualTo("main");
    assertThat(threw.frames())
        .containsExactly(
            new Event.Frame(Optional.of("cell"), 4, "Counter.inc"),
            new Event.Frame(Optional.of("cell"), 8, "twice"),
            new Event.Frame(Optional.of("cell"), 12, "(top level)"));
  }

  @Test
  void framesOfTheJdkBetweenThoseOfTheCellAreKept() throws IOException {
    Event.Threw threw =
        thrown("\nList.of(1).forEach(n -> {\n  throw new IllegalStateException();\n});");
    assertThat(threw.message()).isEmpty();
    assertThat(threw.frames())
        .extracting(Event.Frame::cell, Event.Frame::line)
        .startsWith(tuple(Optional.of("cell"), 3), tuple(Optional.empty(), 0))
        .endsWith(tuple(Optional.of("cell"), 2));
    assertThat(threw.frames())
        .filteredOn(f -> f.cell().isPresent())
        .extracting(Event.Frame::method)
        .containsExactly("(top level)", "(top level)");
    assertThat(threw.frames())
        .extracting(Event.Frame::method)
        .noneMatch(m -> m.contains("REPL") || m.contains("interleave"));
  }

  @Test
  void aFailureInAnEarlierCellNamesThatCell() throws IOException {
    jvm.untilQuiet(jvm.start("early", "\nint fail() {\n  throw new RuntimeException(\"x\");\n}"));
    Event.Threw threw = onlyThrown(jvm.untilQuiet(jvm.start("late", "fail();")));
    assertThat(threw.frames())
        .containsExactly(
            new Event.Frame(Optional.of("early"), 3, "fail"),
            new Event.Frame(Optional.of("late"), 1, "(top level)"));
  }

  @Test
  void theReadersOwnExceptionIsNamedAsWritten() throws IOException {
    Event.Threw threw =
        thrown(
            """
            class Bank {
              static class Overdrawn extends Exception {
                Overdrawn(String m, Throwable cause) { super(m, cause); }
              }
            }
            throw new Bank.Overdrawn("ann", new IllegalArgumentException("why"));
            """);
    assertThat(threw.exception()).isEqualTo("Bank.Overdrawn");
    Event.Threw cause = threw.cause().orElseThrow();
    assertThat(cause.exception()).isEqualTo("java.lang.IllegalArgumentException");
    assertThat(cause.message()).contains("why");
    assertThat(cause.frames()).contains(new Event.Frame(Optional.of("cell"), 6, "(top level)"));
  }

  @Test
  void anUncaughtExceptionOfAnotherThreadIsToldWithItsName() throws IOException {
    for (String kind : List.of("ofPlatform", "ofVirtual")) {
      long run =
          jvm.start(
              "cell",
              "Thread.%s().name(\"w-3\").start(() -> {\n  throw new Error(\"in w-3\");\n}).join();"
                  .formatted(kind));
      Event.Threw threw = onlyThrown(jvm.untilQuiet(run));
      assertThat(threw.thread()).isEqualTo("w-3");
      assertThat(threw.message()).contains("in w-3");
      assertThat(threw.frames().getFirst().line()).isEqualTo(2);
      assertThat(jvm.awaitEnd(run).threw()).as("the cell itself").isFalse();
    }
  }

  @Test
  void whatFollowsAThrowingStatementDoesNotRun() throws IOException {
    long run =
        jvm.start(
            "cell", "System.out.println(1);\nInteger.parseInt(\"x\");\nSystem.out.println(2);");
    assertThat(AgentJvm.printed(jvm.untilQuiet(run))).isEqualTo("1\n");
    assertThat(jvm.awaitEnd(run).threw()).isTrue();
  }

  @Test
  void aProgramIsToldInItsOwnNames() throws IOException {
    long run =
        jvm.startProgram(
            "tries",
            """
            class Teller {
              void pay() { throw new IllegalStateException("empty"); }
            }

            void main() {
              Runnable r = () -> new Teller().pay();
              r.run();
            }
            """);
    assertThat(onlyThrown(jvm.untilQuiet(run)).frames())
        .extracting(Event.Frame::cell, Event.Frame::line)
        .containsExactly(
            tuple(Optional.of("tries"), 2),
            tuple(Optional.of("tries"), 6),
            tuple(Optional.of("tries"), 7));
  }

  @Test
  void aStackOverflowIsCutShort() throws IOException {
    Event.Threw threw = thrown("int f(int n) {\n  return f(n + 1) + 1;\n}\nf(0);");
    assertThat(threw.exception()).isEqualTo("java.lang.StackOverflowError");
    assertThat(threw.frames()).hasSizeBetween(1, 40);
  }

  @Test
  void anExceptionThatFailsToSpeakForItselfIsToldAnyway() throws IOException {
    Event.Threw threw =
        thrown(
            """
            class Broken extends RuntimeException {
              public String getMessage() { throw new IllegalStateException(); }
              public Throwable getCause() { throw new IllegalStateException(); }
            }
            throw new Broken();
            """);
    assertThat(threw.exception()).isEqualTo("Broken");
    assertThat(threw.message()).contains("(getMessage() threw java.lang.IllegalStateException)");
  }

  @Test
  void anExceptionThatDeniesItsStackIsToldAnyway() throws IOException {
    for (String stack :
        List.of("return null;", "throw new Error();", "return new StackTraceElement[1];")) {
      Event.Threw threw =
          thrown(
              """
              class Denier extends RuntimeException {
                public StackTraceElement[] getStackTrace() { %s }
              }
              throw new Denier();
              """
                  .formatted(stack));
      assertThat(threw.exception()).isEqualTo("Denier");
    }
  }

  @Test
  void aCircleOfCausesEnds() throws IOException {
    Event.Threw threw =
        thrown("var a = new Exception(\"a\");\na.initCause(new Exception(\"b\", a));\nthrow a;");
    assertThat(threw.cause().orElseThrow().message()).contains("b");
    assertThat(threw.cause().orElseThrow().cause()).isEmpty();
  }

  @Test
  void aLongChainOfCausesIsCut() throws IOException {
    Event.Threw threw =
        thrown(
            "Exception e = null;\n"
                + "for (int i = 0; i < 100; i++) e = new Exception(\"e\" + i, e);\n"
                + "throw e;");
    assertThat(threw.message()).contains("e99");
    assertThat(threw.cause()).isPresent();
  }

  @Test
  void anExceptionTooLargeToTellIsToldShortAndTheJvmLives() throws IOException {
    Event.Threw threw =
        thrown(
            """
            Exception e = null;
            for (int i = 0; i < 8; i++) e = new Exception("한".repeat(100_000), e);
            throw e;
            """);
    assertThat(threw.exception()).isEqualTo("java.lang.Exception");
    String name = "m".repeat(15_000);
    threw =
        thrown(
            "void %1$s(int n) { if (n == 0) throw new Error(); %1$s(n - 1); }\n%1$s(60);"
                .formatted(name));
    assertThat(threw.exception()).isEqualTo("java.lang.Error");
    assertThat(AgentJvm.printed(jvm.run("System.out.println(\"alive\");"))).isEqualTo("alive\n");
  }

  @Test
  void anExitIsAnnounced() throws Exception {
    try (AgentJvm other = new AgentJvm()) {
      other.start("cell", "System.out.println(\"bye\");\nSystem.exit(3);");
      assertThat(other.awaitExit()).isEqualTo(3);
      assertThat(AgentJvm.printed(other.events(1))).isEqualTo("bye\n");
      assertThat(other.replies()).last().isEqualTo(new SessionReply.Exiting());
    }
  }

  @Test
  void itEndsWhenTheServerHangsUpWhateverStillRuns() throws Exception {
    try (AgentJvm other = new AgentJvm()) {
      long run = other.start("cell", "System.out.println(\"spinning\");\nwhile (true);");
      other.awaitEvent(run, e -> e instanceof Event.Output);
      other.hangUp();
      assertThat(other.awaitExit()).isZero();
    }
  }

  private Event.Threw thrown(String text) throws IOException {
    return onlyThrown(jvm.run(text));
  }

  private static Event.Threw onlyThrown(List<Event> events) {
    List<Event.Threw> all = AgentJvm.of(Event.Threw.class, events);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }
}
