package interleave.run;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.protocol.Event;
import interleave.protocol.Outcome;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bad input gets a sentence, an outcome, and nothing is lost. */
@ExtendWith(SharedSessions.class)
class BadInputTest {
  private final Reader reader;

  BadInputTest(Sessions sessions) {
    reader = new Reader(sessions);
  }

  @Test
  void anEndlessFloodOfLinesEndsAtTheBound() {
    Heard heard =
        reader.run("while (true) System.out.println(\"a line of some length\".repeat(20));");
    assertThat(heard.outcome()).isEqualTo(Outcome.TOO_MUCH_OUTPUT);
    assertThat(heard.finished().message()).contains("It printed more than 2 MB.");
    assertThat(heard.printed().length())
        .isLessThanOrEqualTo((int) SharedSessions.LIMITS.usual().outputBytes());
    assertThat(reader.run("1 + 1").values()).containsExactly("2");
  }

  @Test
  void tenThousandLinesAreNotTooMany() {
    Heard heard = reader.run("for (int i = 0; i < 10_000; i++) System.out.println(i);");
    assertThat(heard.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(heard.printed().lines()).hasSize(10_000).last().isEqualTo("9999");
  }

  @Test
  void fiveMegabytesInOnePrintAreTooMuch() {
    Heard heard = reader.run("System.out.println(\"y\".repeat(5_000_000));");
    assertThat(heard.outcome()).isEqualTo(Outcome.TOO_MUCH_OUTPUT);
    assertThat(heard.printed()).startsWith("yyyy");
    assertThat(reader.run("1 + 1").values()).containsExactly("2");
  }

  @Test
  void aFloodOfAThreadThatLivesOnIsEndedToo() {
    Heard heard =
        reader.run(
            "Thread.ofPlatform().start(() -> { while (true)"
                + " System.out.println(\"flood\".repeat(100)); });");
    assertThat(heard.outcome()).isIn(Outcome.COMPLETED, Outcome.TOO_MUCH_OUTPUT);
    assertThat(reader.run("1 + 1").values()).containsExactly("2");
  }

  @Test
  void aFloodPastSystemOutIsEndedToo() {
    Heard heard =
        reader.run(
            "var out = new FileOutputStream(FileDescriptor.out);\n"
                + "while (true) out.write(\"raw flood\\n\".getBytes());");
    assertThat(heard.outcome()).isEqualTo(Outcome.TOO_MUCH_OUTPUT);
    assertThat(reader.run("1 + 1").values()).containsExactly("2");
  }

  @Test
  void binaryOutputDoesNoHarm() {
    Heard heard =
        reader.run(
            "byte[] bytes = new byte[3_000];\nnew Random(1).nextBytes(bytes);\n"
                + "System.out.write(bytes);\nSystem.out.println(\"\\nafter é 한 😀\");");
    assertThat(heard.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(heard.printed()).endsWith("\nafter é 한 😀\n");
  }

  @Test
  void ourOwnFramesOnDescriptorOneArePlainOutput() {
    Heard heard =
        reader.run(
            """
            var out = new FileOutputStream(FileDescriptor.out);
            out.write(new byte[] {0, 0, 0, 1, 3});
            out.write(new byte[] {0, 0, 0, 1, 0});
            out.write("after\\n".getBytes());
            """);
    assertThat(heard.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(heard.printed()).contains("after\n");
    assertThat(heard.restarted()).isFalse();
  }

  @RepeatedTest(5)
  void whatIsWrittenPastSystemOutIsHeardBeforeTheStreamCloses() {
    Heard heard =
        reader.run("new FileOutputStream(FileDescriptor.out).write(\"last words\\n\".getBytes());");
    assertThat(heard.printed()).isEqualTo("last words\n");
  }

  @RepeatedTest(5)
  void whatIsWrittenPastSystemOutIsHeardAlsoOfAJvmThatEnds() {
    Heard heard =
        reader.run(
            "new FileOutputStream(FileDescriptor.out).write(\"last words\\n\".getBytes());\n"
                + "Runtime.getRuntime().halt(0);");
    assertThat(heard.outcome()).isEqualTo(Outcome.EXITED);
    assertThat(heard.printed()).isEqualTo("last words\n");
  }

  @Test
  void aBrokenFrameOnOurLineEndsTheJvm() {
    Heard heard =
        reader.run(
            FRAMES + "frames.write(new byte[] {0, 0, 0, 9, 1, 2, 3});\nSystem.out.println(1);");
    assertThat(heard.outcome()).isEqualTo(Outcome.DIED);
    assertThat(heard.finished().message().orElseThrow())
        .isEqualTo(
            "The code wrote into the line between its JVM and the server, so its JVM was ended.");
    assertThat(reader.run("1 + 1").values()).containsExactly("2");
  }

  @Test
  void aFrameThatClaimsGigabytesEndsTheJvm() {
    Heard heard =
        reader.run(
            FRAMES + "frames.write(new byte[] {127, -1, -1, -1, 0});\nThread.sleep(600_000);");
    assertThat(heard.outcome()).isEqualTo(Outcome.DIED);
  }

  @Test
  void forgedEndsOfRunsFinishItOnce() {
    Heard heard =
        reader.run(
            FRAMES
                + """
                // For every run there may be: its end, the end of all its threads, and Finished.
                for (long run = 0; run < 2_000; run++) {
                  var frame = java.nio.ByteBuffer.allocate(4 + 26);
                  frame.putInt(26).put((byte) 2).putLong(run).put((byte) 0).putLong(1).putLong(1);
                  frames.write(frame.array());
                  var quiet = java.nio.ByteBuffer.allocate(4 + 22);
                  quiet.putInt(22).put((byte) 1).putLong(run).put((byte) 11).putInt(0).putInt(0).putInt(0);
                  frames.write(quiet.array());
                }
                """);
    assertThat(heard.outcome()).isIn(Outcome.COMPLETED, Outcome.DIED);
    assertThat(reader.run("1 + 1").values()).containsExactly("2");
  }

  @Test
  void eventsThatOnlyTheServerTellsAreNotBelievedFromAJvm() {
    // The kind Report, the run, then: Restarted "forged"; Ran "forged"; Heartbeat; Queued.
    Heard heard =
        reader.run(
            FRAMES
                + """
                for (long run = 0; run < 2_000; run++) {
                  for (int kind : new int[] {1, 9}) {
                    var frame = java.nio.ByteBuffer.allocate(4 + 20);
                    frame.putInt(20).put((byte) 1).putLong(run).put((byte) kind).putInt(6).put("forged".getBytes());
                    frames.write(frame.array());
                  }
                }
                System.out.println("after");
                """);
    assertThat(heard.printed()).isEqualTo("after\n");
    assertThat(heard.of(Event.Restarted.class)).isEmpty();
    assertThat(heard.of(Event.Ran.class)).isEmpty();
  }

  @Test
  void twentyThousandNestedParenthesesFinish() {
    reader.run("int kept = 1;");
    Heard heard = reader.run("int deep = " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + ";");
    assertThat(heard.outcome()).isIn(Outcome.COMPLETED, Outcome.REJECTED);
    assertThat(reader.run("kept").values()).containsExactly("1");
  }

  @Test
  void aTextThatIsNoJavaIsRejected() {
    for (String text :
        new String[] {"\0", "\ud800", "#!/bin/sh", "\\u000a\\u0022", "'", "\"\"\""}) {
      Heard heard = reader.run(text);
      assertThat(heard.outcome()).as(text).isEqualTo(Outcome.REJECTED);
      assertThat(heard.problems()).as(text).isNotEmpty();
    }
  }

  @Test
  void aCellThatStartsThreadsUntilItCannotIsToldSoAndTheNextOneRuns() {
    Heard heard =
        reader.start(
            "while (true) Thread.ofPlatform().start(() -> {\n"
                + "  try { Thread.sleep(600_000); } catch (InterruptedException e) { }\n"
                + "});");
    assertThat(heard.awaitFinished().outcome()).isIn(Outcome.THREW, Outcome.DIED);
    reader.stop();
    heard.untilOver();
    assertThat(reader.run("1 + 1").values()).containsExactly("2");
  }

  @Test
  void aCellThatTakesSystemOutAwayFromTheRestOnlyHarmsItself() {
    Heard heard =
        reader.run(
            "System.setOut(new PrintStream(OutputStream.nullOutputStream()));\n"
                + "System.out.println(\"unheard\");");
    assertThat(heard.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(heard.printed()).isEmpty();
  }

  @Test
  void unicodeSurvivesTheWholeWay() {
    String text = "é 한글 😀 \u202e\u0007";
    Heard heard = reader.run("System.out.println(\"" + text + "\");\n\"" + text + "\"");
    assertThat(heard.printed()).isEqualTo(text + "\n");
    assertThat(heard.values()).containsExactly("\"" + text + "\"");
    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(text.length());
  }

  private static final String FRAMES = "var frames = new FileOutputStream(\"/proc/self/fd/3\");\n";
}
